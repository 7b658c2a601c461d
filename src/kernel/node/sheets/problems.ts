import { defineProblems } from '#kernel/problem.ts'

/** Why a workbook cannot be read at all. What is wrong inside one cell is a finding of the import, not a problem here. */
export const sheetProblems = defineProblems({
  'workbook.too-large': {
    status: 413,
    zh: (p) => `文件“${p.file}”超过 ${p.limitMb} MB，不能导入。请删去图片或拆成几个文件后再传。`,
    en: (p) => `“${p.file}” is larger than ${p.limitMb} MB. Remove pictures or split the workbook and try again.`,
  },
  'workbook.empty': {
    status: 422,
    zh: (p) => `文件“${p.file}”是空的，没有可以导入的内容。`,
    en: (p) => `“${p.file}” is empty: there is nothing to import.`,
  },
  'workbook.not-a-workbook': {
    status: 415,
    zh: (p) => `文件“${p.file}”不是表格文件（看起来是${p.looks}）。请用 WPS 或 Excel 打开后另存为 .xlsx 再传。`,
    en: (p) =>
      `“${p.file}” is not a spreadsheet (it looks like ${p.looksEn}). Open it in an office program and save it as .xlsx.`,
  },
  'workbook.unsupported': {
    status: 415,
    zh: (p) => `文件“${p.file}”是${p.looks}，暂不支持。请用 WPS 或 Excel 打开后另存为 .xlsx 再传。`,
    en: (p) => `“${p.file}” is ${p.looksEn}, which is not supported. Save it as .xlsx and try again.`,
  },
  'workbook.encrypted': {
    status: 422,
    zh: (p) => `文件“${p.file}”设了打开密码，读不了。请取消密码、另存一份后再传。`,
    en: (p) => `“${p.file}” is protected by a password. Save a copy without the password and try again.`,
  },
  'workbook.broken': {
    status: 422,
    zh: (p) => `文件“${p.file}”已损坏或不完整（${p.detail}）。请用 WPS 或 Excel 打开后另存为 .xlsx 再传。`,
    en: (p) => `“${p.file}” is damaged or incomplete. Open it in an office program and save it as .xlsx.`,
  },
  'workbook.bomb': {
    status: 422,
    zh: (p) => `文件“${p.file}”解压后大得不正常（${p.detail}），为安全起见没有打开。请另存一份后再传。`,
    en: (p) => `“${p.file}” unpacks to an abnormal size and was not opened.`,
  },
  'workbook.nested': {
    status: 422,
    zh: (p) => `文件“${p.file}”里还套着压缩包（${p.entry}），为安全起见没有打开。请删去后另存再传。`,
    en: (p) => `“${p.file}” holds another archive (${p.entry}) and was not opened.`,
  },
  'workbook.unsafe': {
    status: 422,
    zh: (p) => `文件“${p.file}”里有表格不该有的定义（${p.detail}），为安全起见没有打开。请另存一份后再传。`,
    en: (p) => `“${p.file}” holds definitions no spreadsheet needs and was not opened.`,
  },
  'workbook.too-many-cells': {
    status: 413,
    zh: (p) => `文件“${p.file}”的内容太多（${p.detail}），一次导入不了。请按月或按类别拆成几个文件。`,
    en: (p) => `“${p.file}” holds too much for one import. Split it by month or by kind.`,
  },
  'workbook.cell-too-long': {
    status: 422,
    zh: (p) => `文件“${p.file}”的单元格 ${p.cell} 文字超过 ${p.limit} 个字。若是 csv 文件，多半是引号没有成对。`,
    en: (p) =>
      `Cell ${p.cell} of “${p.file}” is longer than ${p.limit} characters; in a csv a quote is probably not closed.`,
  },
  'workbook.encoding': {
    status: 422,
    zh: (p) => `文件“${p.file}”的文字编码认不出来。请用 WPS 或 Excel 打开后另存为 .xlsx 再传。`,
    en: (p) => `The text encoding of “${p.file}” is not known. Save it as .xlsx and try again.`,
  },
  'workbook.slow': {
    status: 422,
    zh: (p) => `文件“${p.file}”读了 ${p.seconds} 秒还没有读完，已停止。请删去多余的格式和空行，或拆成几个文件。`,
    en: (p) => `Reading “${p.file}” took longer than ${p.seconds} seconds and was stopped. Split the workbook.`,
  },
  'workbook.memory': {
    status: 422,
    zh: (p) => `读文件“${p.file}”所需的内存超过上限，已停止。请删去多余的格式和空行，或拆成几个文件。`,
    en: (p) => `Reading “${p.file}” needs more memory than is allowed and was stopped. Split the workbook.`,
  },
  'workbook.stopped': {
    status: 409,
    zh: (p) => `已取消读取文件“${p.file}”。`,
    en: (p) => `Reading “${p.file}” was cancelled.`,
  },
})

export type SheetProblemCode = keyof typeof sheetProblems
