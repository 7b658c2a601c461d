import { defineProblems } from '#kernel/problem.ts'

export const importProblems = defineProblems({
  'import.no-file': {
    status: 400,
    zh: () => '没有收到文件。请选择一个表格文件（.xlsx、.xls 或 .csv）再上传。',
    en: () => 'No file arrived. Choose a workbook (.xlsx, .xls or .csv) and upload it.',
  },
  'import.bad-year': {
    status: 400,
    zh: () => '请填写台账所属年份，例如 2020。',
    en: () => 'Say which year the ledger is of, e.g. 2020.',
  },
  'import.running': {
    status: 409,
    zh: () => '这份文件正在导入，请等它完成或先取消。',
    en: () => 'This file is being imported. Wait until it is done, or cancel it.',
  },
  'import.done': {
    status: 409,
    zh: () => '这份文件已经导入过了。内容有改动时请重新上传，系统只更正有变化的行。',
    en: () => 'This file has been imported. Upload it again when it has changed; only changed rows are corrected.',
  },
  'import.file-gone': {
    status: 404,
    zh: (p) => `原文件“${p.file}”在数据目录中找不到了，请重新上传。`,
    en: (p) => `The original of “${p.file}” is missing from the data folder. Upload it again.`,
  },
  'import.unknown-sheet': {
    status: 422,
    zh: (p) => `文件里没有名为“${p.sheet}”的工作表。`,
    en: (p) => `The file has no sheet named “${p.sheet}”.`,
  },
  'import.unknown-target': {
    status: 422,
    zh: (p) => `没有名为“${p.target}”的台账或登记表，请重新选择。`,
    en: (p) => `There is no ledger or register “${p.target}”. Choose again.`,
  },
  'import.unknown-column': {
    status: 422,
    zh: (p) => `“${p.target}”没有“${p.field}”这一项，请重新选择工作表“${p.sheet}”${p.column}列的对应项。`,
    en: (p) => `“${p.target}” has no field “${p.field}”. Choose again for column ${p.column} of sheet “${p.sheet}”.`,
  },
  'import.field-twice': {
    status: 422,
    zh: (p) => `工作表“${p.sheet}”有两列都对应“${p.field}”（${p.columns}），请只留一列。`,
    en: (p) => `Two columns of sheet “${p.sheet}” are both mapped to “${p.field}” (${p.columns}). Keep one.`,
  },
  'pending.still-broken': {
    status: 422,
    zh: (p) => `这一行还不能入账：${p.said}`,
    en: (p) => `This row cannot be recorded yet: ${p.said}`,
  },
  'pending.settled': {
    status: 409,
    zh: () => '这一行已经处理过了，请刷新列表。',
    en: () => 'This row has been settled already. Refresh the list.',
  },
  'pasted.nothing': {
    status: 422,
    zh: () => '没有从这段文字里认出可以入账的内容。请写明地点和数量，例如“5月8日在利民小区清理垃圾3处、小广告20条”。',
    en: () => 'Nothing to record was found in this text. Name a place and quantities.',
  },
  'pasted.broken': {
    status: 422,
    zh: (p) => `第 ${p.line} 条还不能入账：${p.said}`,
    en: (p) => `Item ${p.line} cannot be recorded yet: ${p.said}`,
  },
})
