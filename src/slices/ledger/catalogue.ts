import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { KindDef } from './kind-schema.ts'
import { checkKind } from './rules.ts'

const FOLDER = new URL('../../../catalog/kinds/', import.meta.url)

/** The kinds the product ships, by code. A misspelt file stops the start with its name. */
export const shippedKinds: ReadonlyMap<string, KindDef> = new Map(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const read = KindDef.safeParse(parse(readFileSync(new URL(file, FOLDER), 'utf8')))
      if (!read.success) throw new Error(`catalog/kinds/${file}: ${z.prettifyError(read.error)}`)
      if (`${read.data.code}.yaml` !== file) throw new Error(`catalog/kinds/${file}: its code is ${read.data.code}`)
      try {
        checkKind(read.data)
      } catch (error) {
        throw new Error(`catalog/kinds/${file}: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        })
      }
      return [read.data.code, read.data]
    }),
)
