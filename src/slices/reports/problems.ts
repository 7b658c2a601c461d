import { defineProblems } from '#kernel/problem.ts'

export const problems = defineProblems({
  'report.missing': {
    status: 404,
    zh: () => '找不到这份汇报，可能已作废，或您没有查看权限。',
    en: () => 'This report is not here, or you may not see it.',
  },
  'report.changed': {
    status: 409,
    zh: (p) => `这份汇报已是第 ${p.version} 版，您打开的是旧版。请先刷新，再把修改补上。`,
    en: (p) => `This report is now at version ${p.version}; you hold an older one. Refresh and make your change again.`,
  },
  'report.state': {
    status: 409,
    zh: (p) => `这份汇报“${p.state}”，不能${p.act}。请刷新页面查看最新状态。`,
    en: (p) => `The report is in state ${p.state}; ${p.actEn} is not possible now. Refresh to see its state.`,
  },
  'report.own-issue': {
    status: 403,
    zh: () => '本社区规定定稿须由他人审核，起草人不能给自己的汇报定稿。请由书记或其他有权限的同事定稿。',
    en: () => 'This community has reports issued by somebody other than the author. Ask a colleague who may issue.',
  },
  'report.period': {
    status: 422,
    zh: (p) => `时段有误：${p.from} 晚于 ${p.to}。请把开始日期改到结束日期之前。`,
    en: (p) => `The period is turned round: ${p.from} is after ${p.to}.`,
  },
  'report.period-early': {
    status: 422,
    zh: (p) => `时段太早：汇报从 ${p.year} 年起。请核对开始日期的年份。`,
    en: (p) => `The period is too early: reports begin with ${p.year}. Check the year of its first day.`,
  },
  'report.period-long': {
    status: 422,
    zh: (p) => `时段超过 ${p.years} 年，请缩短后再试。`,
    en: (p) => `The period is longer than ${p.years} years. Shorten it.`,
  },
  'report.id-taken': {
    status: 409,
    zh: () => '这个编号的汇报已经存在，请刷新列表查看，不必重复新建。',
    en: () => 'A report with this id exists already. Refresh the list.',
  },
  'report.not-issued': {
    status: 409,
    zh: () => '这份汇报还没有定稿，没有可比较的固定数字。定稿后才能查看变动。',
    en: () => 'The report has not been issued, so nothing is frozen to compare with.',
  },
  'chip.missing': {
    status: 404,
    zh: () => '汇报中找不到这个数字，可能刚被删去。请保存后再打开。',
    en: () => 'This figure is not in the report. Save it first, then open the figure.',
  },
  'chip.unknown-key': {
    status: 422,
    zh: (p) => `台账里没有名为 ${p.key} 的数字。请删去后从“插入数字”里重新选择。`,
    en: (p) => `The ledger knows no figure ${p.key}. Remove it and choose another.`,
  },
  'chip.no-value': {
    status: 422,
    zh: (p) => `“${p.label}”尚未登记，没有数值。请先补记，再刷新。`,
    en: (p) => `${p.label} has not been recorded and has no value yet.`,
  },
  'outline.missing': {
    status: 404,
    zh: (p) => `没有名为“${p.code}”的提纲。可用的提纲有：${p.known}。`,
    en: (p) => `There is no outline ${p.code}. There are: ${p.known}.`,
  },
  'outline.invalid': {
    status: 422,
    zh: (p) => `提纲第 ${p.line} 行有误：${p.what}${p.more ? `（另有 ${p.more} 处，请点“检查写法”逐一查看）` : ''}`,
    en: (p) => `Line ${p.line} of the outline: ${p.what}${p.more ? ` (and ${p.more} more)` : ''}`,
  },
  'outline.empty': {
    status: 422,
    zh: () => '提纲是空的。请至少写一个段落或标题。',
    en: () => 'The outline is empty. Write at least one paragraph or heading.',
  },
  'outline.title-place': {
    status: 422,
    zh: () => '“# ”是汇报总标题，只能写一次，并且放在最前面。正文标题请用“## ”。',
    en: () => 'The # line is the title of the report: once only, and first. Use ## for headings.',
  },
  'outline.title-figure': {
    status: 422,
    zh: () => '总标题里不能放数字，请把数字写到正文中。',
    en: () => 'The title cannot hold a figure. Move it into the text.',
  },
  'outline.markup': {
    status: 422,
    zh: (p) => `这一行以“${p.mark}”开头，提纲不支持列表、表格、图片和网页代码。请改成普通段落，或用“一是……二是……”。`,
    en: (p) => `The line begins with ${p.mark}; lists, tables, pictures and HTML are not supported. Write a paragraph.`,
  },
  'outline.bold-open': {
    status: 422,
    zh: () => '加粗记号“**”没有成对，请在加粗文字的前后各写一个“**”。',
    en: () => 'A ** has no partner. Write one before and one after the bold words.',
  },
  'outline.slot-open': {
    status: 422,
    zh: (p) => `“${p.text}”后面缺少“}}”，请补上。一个数字的写法是 {{名称}}。`,
    en: (p) => `${p.text} has no closing }}. Add it.`,
  },
  'outline.slot-closed': {
    status: 422,
    zh: () => '多出一个“}}”，前面没有对应的“{{”。请补上“{{”或删去“}}”。',
    en: () => 'There is a }} without {{. Add the opening or remove it.',
  },
  'outline.slot-empty': {
    status: 422,
    zh: () => '“{{}}”里没有写名称。请填入要引用的数字名称，或把它删去。',
    en: () => 'The slot {{}} is empty. Name a figure or remove it.',
  },
  'outline.block-inline': {
    status: 422,
    zh: (p) => `${p.slot} 要单独占一行，不能写在句子里。`,
    en: (p) => `${p.slot} must stand alone on its line.`,
  },
  'outline.block-twice': {
    status: 422,
    zh: (p) => `${p.slot} 只能写一次，请删去多余的一处。`,
    en: (p) => `${p.slot} may stand only once. Remove the other.`,
  },
  'outline.key-shape': {
    status: 422,
    zh: (p) => `“${p.key}”不是数字名称。名称由英文字母、数字和点组成，例如 cleanup.garbage.piles。`,
    en: (p) => `${p.key} is not a figure key. Keys are letters, digits and dots, e.g. cleanup.garbage.piles.`,
  },
  'outline.key-unknown': {
    status: 422,
    zh: (p) =>
      `台账里没有名为“${p.key}”的数字${p.near ? `，是不是 ${p.near}？` : ''}。请从“插入数字”中选择。`.replace(
        '？。',
        '？',
      ),
    en: (p) => `The ledger has no figure ${p.key}${p.near ? `; do you mean ${p.near}?` : '.'}`,
  },
  'outline.option-unknown': {
    status: 422,
    zh: (p) => `不认识“${p.option}”。数字后面只能写 period=（时段）或 print=（写法）。`,
    en: (p) => `${p.option} is not an option. Use period= or print=.`,
  },
  'outline.period-unknown': {
    status: 422,
    zh: (p) => `不认识时段“${p.value}”。可写 ${p.known}，或起止日期，如 2020-01-01..2020-06-30。`,
    en: (p) => `${p.value} is not a period. Use ${p.known}, or days as 2020-01-01..2020-06-30.`,
  },
  'outline.period-reversed': {
    status: 422,
    zh: (p) => `时段“${p.value}”的开始日期晚于结束日期，请对调。`,
    en: (p) => `The period ${p.value} is turned round.`,
  },
  'outline.print-unknown': {
    status: 422,
    zh: (p) => `不认识写法“${p.value}”。可写 default（默认）、exact（精确）或 floor（取整加余）。`,
    en: (p) => `${p.value} is not a print style. Use default, exact or floor.`,
  },
})
