import { broken, Refusal } from './refusal.ts'

/** Receives what an XML part holds. Names come without their namespace prefix; attributes as written, see `attr`. */
export interface XmlHandler {
  /** Text is only cut out while this is true. */
  readonly wantsText: boolean
  open(name: string, attributes: string): void
  close(name: string): void
  text(text: string): void
}

const LONGEST_TOKEN = 4 * 1024 * 1024

/**
 * Reads XML as it arrives, without a tree and without recursion. Knows elements, text, CDATA, comments and the five
 * named entities; a DOCTYPE (the door to entity bombs and outside entities) is refused outright.
 */
export class XmlScanner {
  private rest = ''
  private readonly handler: XmlHandler
  constructor(handler: XmlHandler) {
    this.handler = handler
  }

  write(piece: string): void {
    const text = this.rest + piece
    let at = 0
    for (;;) {
      const tag = text.indexOf('<', at)
      if (tag < 0) break
      if (tag > at && this.handler.wantsText) this.handler.text(decodeEntities(text.slice(at, tag)))
      at = tag
      const end = this.token(text, tag)
      if (end < 0) break
      at = end
    }
    this.rest = text.slice(at)
    if (this.rest.length > LONGEST_TOKEN) throw broken('内容不是正常的表格')
  }

  end(): void {
    if (this.rest.includes('<')) throw broken('内容被截断')
    this.rest = ''
  }

  /** Handles the token that starts at `from`; answers where it ends, or -1 if that has not arrived yet. */
  private token(text: string, from: number): number {
    const mark = text.charCodeAt(from + 1)
    if (mark === 0x21) return this.special(text, from)
    if (mark === 0x3f) {
      const end = text.indexOf('?>', from)
      return end < 0 ? -1 : end + 2
    }
    const end = tagEnd(text, from + 1)
    if (end < 0) return -1
    if (mark === SLASH) {
      this.handler.close(nameBetween(text, from + 2, end))
      return end + 1
    }
    const empty = text.charCodeAt(end - 1) === SLASH
    const stop = empty ? end - 1 : end
    let nameEnd = from + 1
    while (nameEnd < stop && text.charCodeAt(nameEnd) > 32) nameEnd++
    const name = nameBetween(text, from + 1, nameEnd)
    this.handler.open(name, nameEnd === stop ? '' : text.slice(nameEnd, stop))
    if (empty) this.handler.close(name)
    return end + 1
  }

  private special(text: string, from: number): number {
    if (text.length - from < 9) return -1
    if (text.startsWith('<!--', from)) {
      const end = text.indexOf('-->', from + 4)
      return end < 0 ? -1 : end + 3
    }
    if (text.startsWith('<![CDATA[', from)) {
      const end = text.indexOf(']]>', from + 9)
      if (end < 0) return -1
      if (this.handler.wantsText) this.handler.text(text.slice(from + 9, end))
      return end + 3
    }
    throw new Refusal('workbook.unsafe', { detail: 'DOCTYPE' })
  }
}

function tagEnd(text: string, from: number): number {
  const end = text.indexOf('>', from)
  if (end < 0 || text.charCodeAt(from) === SLASH) return end
  // An attribute value may hold '>'. Behind a closing quote, or where the tag has no quote at all, it is the real end.
  const last = text.charCodeAt(end - 1) === SLASH ? end - 2 : end - 1
  if (text.charCodeAt(last) === QUOTE) {
    const before = text.charCodeAt(last - 1)
    if (before !== EQUALS && before > 32) return end
  }
  return carefulTagEnd(text, from)
}

function carefulTagEnd(text: string, from: number): number {
  let inside = 0
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (inside !== 0) {
      if (code === inside) inside = 0
    } else if (code === QUOTE || code === APOSTROPHE) inside = code
    else if (code === CLOSE) return at
  }
  return -1
}

const QUOTE = 0x22
const APOSTROPHE = 0x27
const SLASH = 0x2f
const EQUALS = 0x3d
const CLOSE = 0x3e

/** An element's name without its prefix. Sheets are made of c, v, t and f: names of one letter are not cut out anew. */
function nameBetween(text: string, from: number, to: number): string {
  if (to - from === 1) return ONE_LETTER[text.charCodeAt(from)] ?? text.slice(from, to)
  const name = text.slice(from, to).trimEnd()
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

const ONE_LETTER: readonly string[] = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))

/** The value of attribute `name` (without its prefix), or undefined. */
export function attr(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const before = attributes.charCodeAt(at - 1)
    if (before > 32 && before !== 0x3a) continue
    let p = at + name.length
    while (attributes.charCodeAt(p) <= 32) p++
    if (attributes.charCodeAt(p) !== 0x3d) continue
    p++
    while (attributes.charCodeAt(p) <= 32) p++
    const quote = attributes[p]
    if (quote !== '"' && quote !== "'") continue
    const end = attributes.indexOf(quote, p + 1)
    return end < 0 ? undefined : decodeEntities(attributes.slice(p + 1, end))
  }
  return undefined
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^;&\s]{0,12});?/g, (_, body: string) => {
    if (body.startsWith('#')) {
      const code = body[1] === 'x' ? Number.parseInt(body.slice(2), 16) : Number.parseInt(body.slice(1), 10)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    }
    const named = Object.hasOwn(NAMED, body) ? NAMED[body] : undefined
    if (named === undefined) throw new Refusal('workbook.unsafe', { detail: `&${body};` })
    return named
  })
}
