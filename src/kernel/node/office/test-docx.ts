import { all, parseXml, type XmlNode } from './test-xml.ts'
import { unzipParts } from './zip.ts'

export interface ReadDocx {
  paths: string[]
  /** Any part of the package, parsed. */
  part(path: string): XmlNode
  document: XmlNode
}

/** For tests: opens a .docx and parses every XML part of it, so that none may be malformed. */
export function readDocx(bytes: Uint8Array): ReadDocx {
  const parts = unzipParts(bytes)
  const parsed = new Map<string, XmlNode>()
  for (const [path, data] of parts) {
    if (!/\.(?:xml|rels)$/.test(path)) continue
    parsed.set(path, parseXml(new TextDecoder('utf-8', { fatal: true }).decode(data)))
  }
  const part = (path: string) => {
    const found = parsed.get(path)
    if (found === undefined) throw new Error(`no part ${path}`)
    return found
  }
  return { paths: [...parts.keys()], part, document: part('word/document.xml') }
}

/** The first element of that name below the node. */
export function first(node: XmlNode, name: string): XmlNode {
  const [found] = all(node, name)
  if (found === undefined) throw new Error(`no <${name}> in <${node.name}>`)
  return found
}

/** A JPEG header that claims a size, with a mark so that no two are the same. No picture, but enough to be laid out. */
export function fakeJpeg(width: number, height: number, mark: number): Uint8Array {
  const size = [height >> 8, height & 255, width >> 8, width & 255]
  return new Uint8Array([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, ...size, 3, 1, 17, 0, 2, 17, 1, 3, 17, 1, mark, 0xff, 0xd9])
}
