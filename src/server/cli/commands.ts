import { accountDisable, accountLink } from './account-change.ts'
import { accountCreate } from './account-create.ts'
import { accountList } from './account-list.ts'
import { accountResetTotp } from './account-reset-totp.ts'
import { backup } from './backup.ts'
import type { CliCommand } from './command.ts'
import { communityCreate } from './community-create.ts'
import { doctor } from './doctor.ts'
import { exportAll } from './export.ts'
import { figures } from './figures.ts'
import { importFile } from './import.ts'
import { orgAttach } from './org-attach.ts'
import { orgCreate } from './org-create.ts'
import { report } from './report.ts'
import { restore } from './restore.ts'
import { trace } from './trace.ts'

export const cliCommands: CliCommand[] = [
  communityCreate,
  orgCreate,
  orgAttach,
  accountCreate,
  accountList,
  accountLink,
  accountDisable,
  accountResetTotp,
  importFile,
  figures,
  trace,
  report,
  exportAll,
  backup,
  restore,
  doctor,
]
