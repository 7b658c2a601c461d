/**
 * The page of GB/T 9704-2012, in twips (1/20 pt; 1 mm = 56.693): A4, top 37 mm, left 28 mm, so that the text area is
 * 156 × 225 mm and holds 22 lines of 28 characters in 三号 (16 pt).
 */
export const PAGE = { width: 11906, height: 16838, top: 2098, right: 1474, bottom: 1984, left: 1588 } as const

export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right

/** 225 mm / 22 is 579.8; at 580 the 22nd line would overrun the text area by 4 twips and Word would count 21. */
export const LINE = 579

/** 28 characters of 320 twips are wider than 156 mm: each is set 5 twips closer. */
export const TIGHTEN = -5
export const CHARACTER = 320 + TIGHTEN

/** Half-points, as Word counts type sizes. */
export const SIZE = { 二号: 44, 三号: 32, 四号: 28, 小四: 24, 五号: 21, 小五: 18 } as const

/** The dash of the page number lies 7 mm below the text area; header and footer distances are from the paper's edge. */
export const FOOTER = 1417
export const HEADER = 1134
