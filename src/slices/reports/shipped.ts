import { readdir, readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { readCatalogue } from '#kernel/node/catalogue.ts'
import type { SuggestedMeasure } from './problem-groups.ts'
import { OUTLINE_PERIODS } from './schema.ts'

const CATALOG = new URL('../../../catalog/', import.meta.url)

export interface ShippedOutline {
  code: string
  name: string
  period: (typeof OUTLINE_PERIODS)[number]
  source: string
}

const front = z.strictObject({ name: z.string().min(1), period: z.enum(OUTLINE_PERIODS) })
const measure = z.strictObject({ words: z.array(z.string().min(1)).min(1), measure: z.string().min(1) })

let outlines: Promise<ShippedOutline[]> | undefined
let suggested: SuggestedMeasure[] | undefined

/** The outlines that come with the product: catalog/outlines/CODE.md, a few lines of YAML above the text. */
export function shippedOutlines(): Promise<ShippedOutline[]> {
  return (outlines ??= readOutlines())
}

/** Measures proposed under 下一步 for the problems communities usually have. */
export function shippedMeasures(): SuggestedMeasure[] {
  return (suggested ??= readCatalogue('next-steps.yaml', measure))
}

async function readOutlines(): Promise<ShippedOutline[]> {
  const names = (await readdir(new URL('outlines/', CATALOG))).filter((name) => name.endsWith('.md')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(`outlines/${name}`, CATALOG), 'utf8')
      const found = /^---\n(.*?)\n---\n+(.*)$/s.exec(text.replaceAll('\r\n', '\n'))
      if (!found) throw new Error(`catalog/outlines/${name} has no heading lines`)
      return { code: name.slice(0, -3), ...front.parse(parse(found[1]!)), source: found[2]! }
    }),
  )
}
