/** A character that belongs to a number, written either way. */
const NUMERAL = /[0-9零〇一二三四五六七八九十百]/
const LATIN = /[a-z]/i

/** Words that make another place's name when they follow a bare word (南关 + 小区), but not their own compounds (院内). */
const PLACE_WORD =
  /^(?:家属院|小区|大院|院|背街|后街|巷|街|路|胡同|里弄|村|社区|网格|花园|公寓|家园|苑|广场|市场)(?![内外里门口子墙边落面道旁前后])/
/** A numbered place: 10号院, 3巷, 第二网格. A numbered building, stairwell, shop or room is a spot at the place. */
const NUMBERED =
  /^第?[0-9零〇一二三四五六七八九十百]+号?(?:家属院|小区|大院|院|巷|街|路|胡同|村|社区|网格)(?![内外里门口子墙边落面道旁前后])/
/** Words that go on to name a second place: 第一网格 + 利民小区. Which of the two is meant is for a person to say. */
const ANOTHER = /[\p{L}\p{N}]{2,}(?:小区|家属院|号院|网格)/u
/** A name that already says what it is. */
const COMPLETE = /(?:院|小区|巷|街|路|胡同|村|社区|网格|楼|栋|单元|站|广场|市场|公园|花园|公寓|家园|苑|中心|厕)$/

/**
 * Whether a registered name really ends where the rest of the written words begins. 南关1号院门口 is at 南关1号院;
 * 南关10号院 is not at 南关1, and 利民小区3号院 not at 利民小区, because there the words go on to name another place.
 * @param name folded, without spaces · @param rest what is written behind it, folded the same way, not empty
 */
export function nameEndsHere(name: string, rest: string): boolean {
  const last = name.at(-1) ?? ''
  const first = rest[0] ?? ''
  if (NUMERAL.test(last) && (NUMERAL.test(first) || first === '号')) return false
  if (LATIN.test(last) && LATIN.test(first)) return false
  if (NUMBERED.test(rest) || ANOTHER.test(rest)) return false
  return COMPLETE.test(name) || !PLACE_WORD.test(rest)
}

const LISTED =
  /^(?:[、,，;；/]|和|及|与|以及|至|到)(?!周边|附近|周围|门前|两侧|沿线|内|外|东|南|西|北)[\p{L}\p{N}]{2,}(?:院|小区|巷|街|路|胡同|村|社区|网格|广场|市场|公园|花园|公寓|家园|苑)$/u

/** Whether what stands behind a name goes on with the name of a second place: 、翠竹苑. Not with a spot: 、北门. */
export function namesAnother(rest: string): boolean {
  return LISTED.test(rest)
}
