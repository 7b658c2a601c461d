import { defineProblems } from '#kernel/problem.ts'

const at = (p: Record<string, unknown>): string =>
  `${p.sheet === '群消息' ? '群消息' : `工作表“${p.sheet}”`}${p.cell ? p.cell : p.row ? `第 ${p.row} 行` : ''}`
const atEn = (p: Record<string, unknown>): string =>
  `Sheet “${p.sheet}”${p.cell ? ` ${p.cell}` : p.row ? ` row ${p.row}` : ''}`
const near = (p: Record<string, unknown>): string => (p.nearest ? `最接近的有：${p.nearest}。` : '')

/** What an import says about single cells, rows and sheets. Not thrown: each is a line the clerk reads. */
export const findingTexts = defineProblems({
  'place.unknown': {
    status: 422,
    zh: (p) =>
      `${at(p)}：登记册里没有“${p.said}”这个地点。${near(p)}请改正地点，或先把它登记为新地点；这一行暂不入账。`,
    en: (p) =>
      `${atEn(p)}: “${p.said}” is not in the register of places.${p.nearest ? ` Nearest: ${p.nearest}.` : ''} Correct it or register the place; the row waits.`,
  },
  'place.unclear': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.said}”可能是${p.nearest}，不能确定是哪一处。请选定地点；这一行暂不入账。`,
    en: (p) => `${atEn(p)}: “${p.said}” could be ${p.nearest}. Choose one; the row waits.`,
  },
  'building.several': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.said}”不止一栋楼，一行只能记一栋，否则栋数会少算。请一栋写一行；这一行暂不入账。`,
    en: (p) => `${atEn(p)}: “${p.said}” is more than one building. Write one row for each; the row waits.`,
  },
  'field.missing': {
    status: 422,
    zh: (p) => `${at(p)}：缺少“${p.label}”。请补上；这一行暂不入账。`,
    en: (p) => `${atEn(p)}: “${p.label}” is missing. Fill it in; the row waits.`,
  },
  'day.impossible': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.said}”这一天不存在。请核对日期；这一行暂不入账。`,
    en: (p) => `${atEn(p)}: the day “${p.said}” does not exist. Check it; the row waits.`,
  },
  'day.unreadable': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.said}”看不出是哪一天。请写成 ${p.year}-5-8 或 5月8日 的样子；这一行暂不入账。`,
    en: (p) => `${atEn(p)}: “${p.said}” is not a day. Write it like ${p.year}-5-8; the row waits.`,
  },
  'day.ambiguous': {
    status: 422,
    zh: (p) =>
      `${at(p)}：“${p.said}”可以读成不止一天（月日先后分不清，或表格软件去掉了末尾的 0，如 3.10 成了 3.1）。请写成 ${p.year}-5-8 或 5月8日 的样子；这一行暂不入账。`,
    en: (p) =>
      `${atEn(p)}: “${p.said}” can be read as more than one day (3.10 may have become 3.1). Write it like ${p.year}-5-8; the row waits.`,
  },
  'day.distant': {
    status: 422,
    zh: (p) => `${at(p)}：日期 ${p.day} 离台账年度 ${p.year} 年太远，像是写错了年份。请核对；这一行暂不入账。`,
    en: (p) =>
      `${atEn(p)}: ${p.day} is too far from ${p.year}, the year of this ledger. Check the year; the row waits.`,
  },
  'quantity.too-large': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.label}”写的是“${p.said}”，数太大，不像实际数量。请核对；这一行暂不入账。`,
    en: (p) => `${atEn(p)}: “${p.said}” in “${p.label}” is too large. Check it; the row waits.`,
  },
  'quantity.no-number': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.label}”写的是“${p.said}”，里面没有数字。请填实际数量；这一行暂不入账。`,
    en: (p) => `${atEn(p)}: “${p.said}” in “${p.label}” holds no number. Enter the quantity; the row waits.`,
  },
  'quantity.unreadable': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.label}”写的是“${p.said}”，看不出是多少。请只填一个数；这一行暂不入账。`,
    en: (p) => `${atEn(p)}: “${p.said}” in “${p.label}” cannot be read as one number; the row waits.`,
  },
  'quantity.negative': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.label}”写的是“${p.said}”，数量不能是负数。请核对；这一行暂不入账。`,
    en: (p) => `${atEn(p)}: “${p.said}” in “${p.label}” is negative. Check it; the row waits.`,
  },
  'quantity.not-whole': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.label}”写的是“${p.said}”，应当是整数。请核对；这一行暂不入账。`,
    en: (p) => `${atEn(p)}: “${p.said}” in “${p.label}” should be a whole number; the row waits.`,
  },
  'quantity.unit-mismatch': {
    status: 422,
    zh: (p) =>
      `${at(p)}：“${p.said}”的单位与“${p.label}（${p.unit}）”不同，系统不换算单位。请按${p.unit}填写；这一行暂不入账。`,
    en: (p) =>
      `${atEn(p)}: “${p.said}” is not in ${p.unit} as “${p.label}” asks, and units are never converted; the row waits.`,
  },
  'quantity.several': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.said}”里有几个数，不知道“${p.label}”该取哪一个。请只留一个；这一行暂不入账。`,
    en: (p) => `${atEn(p)}: “${p.said}” holds several numbers for “${p.label}”. Keep one; the row waits.`,
  },
  'quantity.approximate': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.label}”写的是“${p.said}”，是约数，已按 ${p.amount} 入账。有准确数请更正。`,
    en: (p) =>
      `${atEn(p)}: “${p.said}” in “${p.label}” is approximate; taken as ${p.amount}. Correct it if you know better.`,
  },
  'value.unknown-choice': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.label}”写的是“${p.said}”，应为${p.options}之一。请改正；这一行暂不入账。`,
    en: (p) => `${atEn(p)}: “${p.said}” in “${p.label}” is not one of ${p.options}; the row waits.`,
  },
  'value.too-long': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.label}”超过 ${p.limit} 个字。请缩短；这一行暂不入账。`,
    en: (p) => `${atEn(p)}: “${p.label}” is longer than ${p.limit} characters; the row waits.`,
  },
  'formula.unvalued': {
    status: 422,
    zh: (p) => `${at(p)}：这里是公式，但文件里没有存下结果。请用 WPS 或 Excel 打开、保存一次再传；这一行暂不入账。`,
    en: (p) => `${atEn(p)}: a formula without a stored result. Open and save the workbook once; the row waits.`,
  },
  'cell.error': {
    status: 422,
    zh: (p) => `${at(p)}：单元格显示错误“${p.said}”。请改正；这一行暂不入账。`,
    en: (p) => `${atEn(p)}: the cell shows the error “${p.said}”. Correct it; the row waits.`,
  },
  'row.refused': {
    status: 422,
    zh: (p) => `${at(p)}：${p.said}这一行暂不入账。`,
    en: (p) => `${atEn(p)}: ${p.said} The row waits.`,
  },
  'holiday.question': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.label}”应在工作日开展，而 ${p.day} 是${p.name}。已照原样入账，请核对日期。`,
    en: (p) =>
      `${atEn(p)}: “${p.label}” is done on working days, but ${p.day} is ${p.nameEn}. Taken as written; please check.`,
  },
  'year.other': {
    status: 422,
    zh: (p) =>
      `${at(p)}：日期 ${p.day} ${String(p.day).includes('至') ? '不全' : '不'}在 ${p.year} 年内。已照原样入账，不计入 ${p.year} 年，请核对。`,
    en: (p) =>
      `${atEn(p)}: ${String(p.day).replace('至', 'to')} is not wholly in ${p.year}. Taken as written, and not counted in ${p.year}; please check.`,
  },
  'day.later': {
    status: 422,
    zh: (p) => `${at(p)}：日期 ${p.day} 还没有到，台账只记已经发生的事。请核对；这一行暂不入账。`,
    en: (p) => `${atEn(p)}: ${p.day} is still to come; the ledger holds what has happened. The row waits.`,
  },
  'row.subtotal': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.said}”是合计行，不作为一条记录。`,
    en: (p) => `${atEn(p)}: “${p.said}” is a total, not a record.`,
  },
  'row.unlabelled-sum': {
    status: 422,
    zh: (p) => `${at(p)}：这一行只有数，并且正好是上面各行之和，看作合计行，不作为一条记录。`,
    en: (p) => `${atEn(p)}: this row holds nothing but the sums of the rows above and was taken for a total.`,
  },
  'row.note': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.said}”是说明文字，不作为一条记录。`,
    en: (p) => `${atEn(p)}: “${p.said}” is a note, not a record.`,
  },
  'row.skipped': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.said}”没有作为记录读取。`,
    en: (p) => `${atEn(p)}: “${p.said}” was not read as a record.`,
  },
  'subtotal.mismatch': {
    status: 422,
    zh: (p) =>
      `${at(p)}：合计写的是 ${p.written}${p.unit}，而“${p.label}”各行相加是 ${p.summed}${p.unit}。系统按各行计算，请核对。`,
    en: (p) =>
      `${atEn(p)}: the total says ${p.written}${p.unit}, but the rows of “${p.label}” add up to ${p.summed}${p.unit}. Rows count; please check.`,
  },
  'row.vanished': {
    status: 422,
    zh: (p) => `${at(p)}：以前从这张表导入的“${p.said}”这次不在表里。记录仍然保留；确属误记请在台账中撤销。`,
    en: (p) =>
      `${atEn(p)}: “${p.said}”, imported from this sheet before, is no longer in it. The record stays; withdraw it if it was wrong.`,
  },
  'rows.vanished': {
    status: 422,
    zh: (p) =>
      `工作表“${p.sheet}”以前导入过的记录有 ${p.count} 条这次不在表里（本次对上 ${p.matched} 条）。记录都仍然保留。`,
    en: (p) =>
      `${p.count} records imported from sheet “${p.sheet}” before are not in it now (${p.matched} are). All of them stay.`,
  },
  'rows.copied': {
    status: 422,
    zh: (p) =>
      `工作表“${p.sheet}”有 ${p.count} 行与工作表“${p.other}”完全相同（如第 ${p.first} 行与第 ${p.otherFirst} 行），同一件事会算两次。两张表都已照原样入账；如是重复，请在台账中撤销一份，或在对应页把其中一张设为不导入。`,
    en: (p) =>
      `${p.count} rows of sheet “${p.sheet}” are the same as rows of sheet “${p.other}” (row ${p.first} and row ${p.otherFirst}), so they count twice. Both were taken; if one is a copy, withdraw it or leave the sheet out.`,
  },
  'row.duplicate-serial': {
    status: 422,
    zh: (p) => `${at(p)}：序号 ${p.said} 在第 ${p.rows} 行重复。本表改按日期和地点识别各行，请改正序号。`,
    en: (p) =>
      `${atEn(p)}: serial number ${p.said} stands in rows ${p.rows}. Rows of this sheet are matched by day and place instead.`,
  },
  'row.twice': {
    status: 422,
    zh: (p) => `${at(p)}：“${p.said}”在第 ${p.other} 行已经登记过，内容不同。以先出现的为准，请核对；这一行暂不入账。`,
    en: (p) => `${atEn(p)}: “${p.said}” stands in row ${p.other} already, with other content; the row waits.`,
  },
  'row.withdrawn': {
    status: 422,
    zh: (p) => `${at(p)}：这一行对应的记录已在台账中撤销，没有再次入账。`,
    en: (p) => `${atEn(p)}: the record of this row has been withdrawn in the ledger and was not recorded again.`,
  },
  'case.under-way': {
    status: 422,
    zh: (p) =>
      `${at(p)}：表里写的是“${p.said}”，而这个问题正在系统中办理（${p.state}），没有按表销号。请在“问题整改”中办完反馈、核查和销号。`,
    en: (p) =>
      `${atEn(p)}: the sheet says “${p.said}”, but the case is under way here (${p.state}) and was not closed. Finish it under cases.`,
  },
  'row.settled': {
    status: 422,
    zh: (p) => `${at(p)}：这一行的问题已经处理过（${p.said}），没有再次列入待修补。`,
    en: (p) => `${atEn(p)}: this row has been settled before (${p.said}).`,
  },
  'sheet.hidden': {
    status: 422,
    zh: (p) => `工作表“${p.sheet}”是隐藏的，没有导入。需要时请在对应页为它选定类别。`,
    en: (p) => `Sheet “${p.sheet}” is hidden and was not imported. Give it a target if it is needed.`,
  },
  'sheet.unrecognised': {
    status: 422,
    zh: (p) => `工作表“${p.sheet}”看不出是哪一种台账，没有导入。请选定类别并对应各列，下次会自动沿用。`,
    en: (p) => `Sheet “${p.sheet}” was not recognised and not imported. Map it once; it will be remembered.`,
  },
  'sheet.ignored': {
    status: 422,
    zh: (p) => `工作表“${p.sheet}”按您的选择没有导入。`,
    en: (p) => `Sheet “${p.sheet}” was left out as you chose.`,
  },
  'sheet.empty': {
    status: 422,
    zh: (p) => `工作表“${p.sheet}”里没有可以导入的行。`,
    en: (p) => `Sheet “${p.sheet}” holds no rows to import.`,
  },
  'sheet.other-period': {
    status: 422,
    zh: (p) =>
      `工作表“${p.sheet}”与以前导入的同名表序号相同，但日期、地点大多不同，看来是另一个时段的表。各行按日期和地点识别，没有覆盖以前的记录。`,
    en: (p) =>
      `Sheet “${p.sheet}” has the serial numbers of an earlier sheet but mostly other days and places: another period. Nothing was overwritten.`,
  },
  'column.unmapped': {
    status: 422,
    zh: (p) => `工作表“${p.sheet}”${p.cell}列“${p.label}”没有对应项，这一列没有导入。需要时请为它选定对应项。`,
    en: (p) => `Column “${p.label}” (${p.cell}) of sheet “${p.sheet}” is not mapped and was not imported.`,
  },
  'quantity.unclaimed': {
    status: 422,
    zh: (p) => `“${p.said}”没有对应的数量项，没有记入。请在下面合适的数量里补填；没有合适的，原话已留在备注里。`,
    en: (p) => `“${p.said}” fits no quantity of this ledger and was not taken.`,
  },
  'pair.unknown': {
    status: 422,
    zh: (p) => `${at(p)}：没有“${p.said}”这一项，没有导入。`,
    en: (p) => `${atEn(p)}: there is no fact named “${p.said}”; it was not imported.`,
  },
  'fact.conflict': {
    status: 422,
    zh: (p) =>
      `同一件事有两个数：${at(p)}“${p.label}”是 ${p.said}，而${p.other}是 ${p.counted}。两个数都保留，请查明哪个对。`,
    en: (p) =>
      `Two values for one fact: ${atEn(p)} “${p.label}” says ${p.said}, but ${p.otherEn} says ${p.counted}. Both stay; find out which is right.`,
  },
})

export type FindingCode = keyof typeof findingTexts
