import { Converter } from 'opencc-js/t2cn'

let simplify: ((text: string) => string) | undefined

// Zero-width characters, direction marks and soft hyphens: invisible, and never what the writer meant.
const INVISIBLE = /\u00ad|[\u200b-\u200f\u202a-\u202e\u2060-\u2069]|\ufe0e|\ufe0f|\ufeff/g

/**
 * The form in which two spellings of one thing are equal: half-width, simplified, one space where there were many,
 * none inside a number (5 716, 1,200). For matching only — what was written is kept beside it and shown.
 */
export function foldText(text: string): string {
  let folded = text.normalize('NFKC').replace(INVISIBLE, '').replaceAll('−', '-')
  if (/[\u3400-\u9fff]|[\ud840-\ud8ff]/.test(folded)) {
    const convert = (simplify ??= Converter({ from: 't', to: 'cn' }))
    folded = convert(folded)
  }
  return folded
    .replace(/\s+/g, ' ')
    .replace(/(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/g, (number) => number.replaceAll(',', ''))
    .replace(/(?<![\d.] ?)\d{1,3}(?: \d{3})+(?! ?\d)/g, (number) => number.replaceAll(' ', ''))
    .trim()
}

/** As foldText, with every space and all case gone: the key under which headings and names are compared. */
export function foldKey(text: string): string {
  return foldText(text).replaceAll(' ', '').toLowerCase()
}

/** Whether a cell says that there is nothing: empty, a dash, a slash, 无. */
export function isBlankMark(text: string): boolean {
  return /^(?:[-—–_/\\.。~]*|无|暂无|没有|n\/a)$/i.test(foldKey(text))
}
