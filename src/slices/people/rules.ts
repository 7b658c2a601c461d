/** 13800001234 → 138****1234; shorter numbers show two digits on each side, the shortest none. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  if (digits === '') return ''
  if (digits.length >= 11) return `${digits.slice(0, 3)}****${digits.slice(-4)}`
  return digits.length >= 7 ? `${digits.slice(0, 2)}****${digits.slice(-2)}` : '****'
}
