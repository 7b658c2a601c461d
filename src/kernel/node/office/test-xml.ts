/** For tests: a part of an office file read strictly, so that what Word would refuse fails here first. */
export interface XmlNode {
  name: string
  attributes: Record<string, string>
  children: XmlNode[]
  text: string
}

// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u
const TOKEN = /<\?[^>]*\?>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy

/** @throws Error where the text is not well-formed */
export function parseXml(source: string): XmlNode {
  const bad = FORBIDDEN.exec(source)
  if (bad !== null) throw new Error(`forbidden character U+${bad[0].codePointAt(0)!.toString(16)} at ${bad.index}`)
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  let at = 0
  TOKEN.lastIndex = 0
  while (at < source.length) {
    const token = TOKEN.exec(source)
    if (token === null) throw new Error(`not well-formed at ${at}: ${source.slice(at, at + 40)}`)
    at = TOKEN.lastIndex
    const [, closing, name, attributes, selfClosing, text] = token
    const top = open.at(-1)!
    if (text !== undefined) top.text += unescaped(text)
    if (name === undefined) continue
    if (closing) {
      if (top.name !== name) throw new Error(`</${name}> closes <${top.name}>`)
      open.pop()
      continue
    }
    const node: XmlNode = { name, attributes: readAttributes(attributes ?? ''), children: [], text: '' }
    top.children.push(node)
    if (!selfClosing) open.push(node)
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error(`<${open.at(-1)!.name}> is left open`)
  return root.children[0]!
}

/** Every element of that name, in document order. */
export function all(node: XmlNode, name: string): XmlNode[] {
  return node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)])
}

export function textOf(node: XmlNode): string {
  if (node.name === 'w:t') return node.text
  return node.children.map((child) => (child.name === 'w:br' ? '\n' : textOf(child))).join('')
}

function readAttributes(source: string): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [, name = '', value = ''] of source.matchAll(/([\w:.-]+)="([^"]*)"/g)) {
    if (name in out) throw new Error(`attribute ${name} twice`)
    out[name] = unescaped(value)
  }
  return out
}

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]+);|#(\d+);|(amp|lt|gt|quot|apos);)?/g, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal) return String.fromCodePoint(Number(decimal))
    if (name) return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name as 'amp']
    throw new Error(`bare ${whole}`)
  })
}
