export interface DoctorFinding {
  code: string
  where: string
  message: string
}
