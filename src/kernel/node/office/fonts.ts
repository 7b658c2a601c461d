import type { IFontAttributesProperties } from 'docx'

/**
 * The fonts offices have on their machines, by the names those fonts carry there, and what stands in where one is
 * missing: the Windows and macOS fonts of the same design first, then the free ones of Linux desktops.
 */
const FONTS = {
  仿宋_GB2312: { others: ['仿宋', 'FangSong', 'STFangsong', '华文仿宋', 'Noto Serif CJK SC'], family: 'modern' },
  楷体_GB2312: { others: ['楷体', 'KaiTi', 'STKaiti', '华文楷体', 'Noto Serif CJK SC'], family: 'modern' },
  黑体: { others: ['SimHei', 'STHeiti', '华文黑体', 'Noto Sans CJK SC'], family: 'modern' },
  宋体: { others: ['SimSun', 'STSong', '华文宋体', 'Noto Serif CJK SC'], family: 'auto' },
  方正小标宋简体: {
    others: ['方正小标宋_GBK', 'FZXiaoBiaoSong-B05S', '华文中宋', 'STZhongsong', 'Noto Serif CJK SC'],
    family: 'auto',
  },
} as const

export type FontName = keyof typeof FONTS

/** One font for Chinese and Latin alike; the hint keeps “ ” and … full width. */
export function font(name: FontName): IFontAttributesProperties {
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' }
}

/** word/fontTable.xml: where a program finds the alternate names when the named font is not installed. */
export function fontTableXml(): string {
  const entries = Object.entries(FONTS).map(
    ([name, { others, family }]) =>
      `<w:font w:name="${name}"><w:altName w:val="${others.join(',')}"/><w:charset w:val="86"/>` +
      `<w:family w:val="${family}"/><w:pitch w:val="default"/></w:font>`,
  )
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
    `${entries.join('')}</w:fonts>`
  )
}
