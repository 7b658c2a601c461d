import { textWidth } from './text-width.ts'

const MAX_BALANCED = 4
const STAYS_BEHIND = /^[的地得之了和与及、，,。.；;：:！!？?）)》〉」』”’】〕%]/
const STAYS_AHEAD = /[（(《〈「『“‘【〔]$/
/** Names and set phrases of such titles that the dictionary would take apart. */
const WHOLE =
  /全国文明城[市区]|全国文明典范城市|文明城[市区]|国家卫生城[市区]|居民委员会|专项行动|(?:工作|开展|落实|进展)情况/
const VERB_WITHOUT_OBJECT = /(?:创建|开展|推进|做好|加强|落实|贯彻|实施|关于|进行)$/
const words = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * Breaks a title into lines of at most `limit` squares, as GB/T 9704 asks: words stay whole, and the lines form a
 * trapezoid or a diamond, never an hourglass and never one character left over. Line ends the author typed are kept.
 */
export function titleLines(title: string, limit: number): string[] {
  return title
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line) => (textWidth(line) <= limit ? [line] : balance(pieces(line, limit), limit)))
}

/** The smallest parts a line may end after. */
function pieces(line: string, limit: number): string[] {
  const parts: string[] = []
  const segments = line.split(new RegExp(`(${WHOLE.source})`)).flatMap(segmentsOf)
  for (const segment of segments) {
    const last = parts.at(-1)
    const glued =
      last !== undefined &&
      (STAYS_BEHIND.test(segment) || STAYS_AHEAD.test(last) || (/[0-9A-Za-z.]$/.test(last) && !/^\s/.test(segment)))
    if (glued && textWidth(last + segment) <= limit) parts[parts.length - 1] = last + segment
    else parts.push(segment)
  }
  return parts.flatMap((part) => (textWidth(part) <= limit ? [part] : slices(part, limit)))
}

/** A split by WHOLE leaves the phrases at odd positions. */
function segmentsOf(text: string, at: number): string[] {
  if (text === '') return []
  return at % 2 === 1 ? [text] : Array.from(words.segment(text), ({ segment }) => segment)
}

function slices(part: string, limit: number): string[] {
  const out: string[] = []
  let line = ''
  for (const char of part) {
    if (textWidth(line + char) > limit) {
      out.push(line)
      line = ''
    }
    line += char
  }
  return line === '' ? out : [...out, line]
}

function balance(parts: string[], limit: number): string[] {
  const filled = fill(parts, limit)
  if (filled.length > MAX_BALANCED || parts.length > 60) return filled
  let best = filled
  let bestCost = cost(filled)
  const extra = filled.length === MAX_BALANCED ? 0 : 1
  for (let count = filled.length; count <= filled.length + extra; count++) {
    for (const lines of splits(parts, count, limit)) {
      const now = cost(lines)
      if (now < bestCost) {
        best = lines
        bestCost = now
      }
    }
  }
  return best
}

function fill(parts: string[], limit: number): string[] {
  const lines: string[] = []
  for (const part of parts) {
    const last = lines.at(-1)
    if (last !== undefined && textWidth(last + part) <= limit) lines[lines.length - 1] = last + part
    else lines.push(part)
  }
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}

function* splits(parts: string[], count: number, limit: number): Generator<string[]> {
  if (count === 1) {
    const line = parts.join('').trim()
    if (line !== '' && textWidth(line) <= limit) yield [line]
    return
  }
  for (let end = 1; end <= parts.length - count + 1; end++) {
    const line = parts.slice(0, end).join('').trim()
    if (textWidth(line) > limit) return
    if (line === '') continue
    for (const rest of splits(parts.slice(end), count - 1, limit)) yield [line, ...rest]
  }
}

/** Uneven lines, an hourglass, an extra line, a verb cut from its object cost; some breaks read well. */
function cost(lines: string[]): number {
  const widths = lines.map(textWidth)
  const mean = widths.reduce((sum, width) => sum + width, 0) / widths.length
  let total = widths.reduce((sum, width) => sum + (width - mean) ** 2, 0) + lines.length * 25
  for (let i = 1; i < lines.length; i++) {
    if (i < lines.length - 1 && widths[i]! < widths[i - 1]! && widths[i]! < widths[i + 1]!) total += 60
    if (lines[i]!.startsWith('关于')) total -= 14
    else if (/(?:[，,、：:；;—]|年度?|[月季]度?)$/.test(lines[i - 1]!)) total -= 14
    if (VERB_WITHOUT_OBJECT.test(lines[i - 1]!)) total += 16
  }
  return total
}
