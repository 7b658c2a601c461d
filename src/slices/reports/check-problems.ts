import { defineProblems } from '#kernel/problem.ts'

/** What a careful reader would ask before 定稿. Advice: none of it stops an issue. */
export const checkProblems = defineProblems({
  'check.same-pair': {
    status: 422,
    zh: (p) =>
      `“${p.a}”和“${p.b}”在“${p.first}”与“${p.second}”两处同时出现，所指却不是同一件事。请核对是否重复计算或抄错。`,
    en: (p) =>
      `${p.a} and ${p.b} stand together in two sentences about different things (${p.first}; ${p.second}). Check for a double count.`,
  },
  'check.unit-mixed': {
    status: 422,
    zh: (p) => `“${p.text}”前后单位不一致：${p.base}是人头数一类的去重数，${p.sum}是累计数。请统一写法。`,
    en: (p) => `${p.text} mixes ${p.base} (distinct) with ${p.sum} (a sum). Use one.`,
  },
  'check.no-value': {
    status: 422,
    zh: (p) => `“${p.label}”没有数值：${p.why}`,
    en: (p) => `${p.label} has no value: ${p.why}`,
  },
  'check.zero': {
    status: 422,
    zh: (p) => `“${p.label}”是 0。如果确实没有开展，请改写或删去这句话。`,
    en: (p) => `${p.label} is 0. If nothing was done, reword or remove the sentence.`,
  },
  'check.no-date': {
    status: 422,
    zh: (p) => `“${p.word}”没有写明日期，读的人不知道算到哪一天。请写成“截至某年某月某日”。`,
    en: (p) => `${p.word} names no day. Write as of which day.`,
  },
  'check.repeated': {
    status: 422,
    zh: (p) => `“${p.text}”中“${p.word}”重复，请检查是否多写。`,
    en: (p) => `${p.word} is repeated in ${p.text}.`,
  },
  'check.measure-twice': {
    status: 422,
    zh: (p) => `“${p.text}”有两个量词，请只留一个。`,
    en: (p) => `${p.text} has two measure words. Keep one.`,
  },
  'check.hedge-twice': {
    status: 422,
    zh: (p) => `“${p.text}”把约数词写了两次，请只留一个。`,
    en: (p) => `${p.text} says about twice. Keep one.`,
  },
  'check.hedge-not-below': {
    status: 422,
    zh: (p) => `“${p.text}”里的“余”“多”表示实际数更大，但实际数是 ${p.exact}。请改成精确写法。`,
    en: (p) => `${p.text} says the true number is larger, yet it is ${p.exact}. Print it exactly.`,
  },
  'check.mask': {
    status: 422,
    zh: (p) => `“${p.text}”还没有填数，请换成台账中的数字，或删去。`,
    en: (p) => `${p.text} is still blank. Put a figure there or remove it.`,
  },
  'check.unit-alone': {
    status: 422,
    zh: (p) => `“${p.text}”像是漏了数字，请补上或改写。`,
    en: (p) => `${p.text} looks as if its number were lost.`,
  },
  'check.name-misspelt': {
    status: 422,
    zh: (p) => `“${p.text}”疑为“${p.name}”漏字或多字，请核对。`,
    en: (p) => `${p.text} may be a misspelling of ${p.name}.`,
  },
})
