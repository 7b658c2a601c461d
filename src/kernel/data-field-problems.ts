import { defineProblems } from './problem.ts'

/** What can be wrong with the value of a data field; `name` says of what (楼院“利民小区”). */
export const dataFieldProblems = defineProblems({
  'field.unknown': {
    status: 422,
    zh: (p) => `${p.name}没有“${p.key}”这一栏。请去掉这一栏，或请管理员在目录中增加。`,
    en: (p) => `${p.name} has no field “${p.key}”. Leave it out, or have it added to the catalogue.`,
  },
  'field.not-number': {
    status: 422,
    zh: (p) => `${p.name}的“${p.label}”应填数字，现在填的是“${p.value}”。请只写数字，不带文字。`,
    en: (p) => `“${p.label}” of ${p.name} must be a number, not “${p.value}”.`,
  },
  'field.not-whole': {
    status: 422,
    zh: (p) => `${p.name}的“${p.label}”应填不小于 0 的整数，现在填的是“${p.value}”。`,
    en: (p) => `“${p.label}” of ${p.name} must be a whole number not below 0, not “${p.value}”.`,
  },
  'field.negative': {
    status: 422,
    zh: (p) => `${p.name}的“${p.label}”不能是负数（${p.value}）。`,
    en: (p) => `“${p.label}” of ${p.name} cannot be negative (${p.value}).`,
  },
  'field.not-option': {
    status: 422,
    zh: (p) => `${p.name}的“${p.label}”只能选：${p.options}；“${p.value}”不在其中。`,
    en: (p) => `“${p.label}” of ${p.name} must be one of ${p.options}; “${p.value}” is not.`,
  },
  'field.not-flag': {
    status: 422,
    zh: (p) => `${p.name}的“${p.label}”应填“是”或“否”，看不懂“${p.value}”。`,
    en: (p) => `“${p.label}” of ${p.name} must be yes or no; “${p.value}” is not understood.`,
  },
  'field.not-day': {
    status: 422,
    zh: (p) => `${p.name}的“${p.label}”应填 2020-05-08 这样的日期，现在填的是“${p.value}”。`,
    en: (p) => `“${p.label}” of ${p.name} must be a day such as 2020-05-08, not “${p.value}”.`,
  },
  'field.missing': {
    status: 422,
    zh: (p) => `${p.name}的“${p.label}”必须填写。`,
    en: (p) => `“${p.label}” of ${p.name} must be filled in.`,
  },
})
