import { backup } from './backup.ts'
import type { CliCommand } from './command.ts'
import { communityCreate } from './community-create.ts'
import { doctor } from './doctor.ts'
import { exportAll } from './export.ts'
import { figures } from './figures.ts'
import { importFile } from './import.ts'
import { report } from './report.ts'
import { restore } from './restore.ts'
import { trace } from './trace.ts'

export const cliCommands: CliCommand[] = [
  communityCreate,
  importFile,
  figures,
  trace,
  report,
  exportAll,
  backup,
  restore,
  doctor,
]
