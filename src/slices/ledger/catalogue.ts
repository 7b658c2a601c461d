import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { KindDef } from './kind-schema.ts'
import { checkKind } from './rules.ts'

const FOLDER = new URL('../../../catalog/', import.meta.url)

/** The kinds the product ships, by code. A misspelt file stops the start with its name. */
export const shippedKinds: ReadonlyMap<string, KindDef> = new Map(
  readdirSync(new URL('kinds/', FOLDER))
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const kind = readKind(`kinds/${file}`)
      if (`${kind.code}.yaml` !== file) throw new Error(`catalog/kinds/${file}: its code is ${kind.code}`)
      return [kind.code, kind]
    }),
)

/**
 * Kinds that were the ledger's once: nothing new is recorded under them and they bring no figures, but what was stays
 * readable and can be withdrawn.
 */
export const formerKinds: ReadonlyMap<string, KindDef> = new Map(
  ['problem-sheet.yaml'].map((file) => {
    const kind = readKind(file)
    return [kind.code, { ...kind, retired: true }]
  }),
)

function readKind(file: string): KindDef {
  const read = KindDef.safeParse(parse(readFileSync(new URL(file, FOLDER), 'utf8')))
  if (!read.success) throw new Error(`catalog/${file}: ${z.prettifyError(read.error)}`)
  try {
    checkKind(read.data)
  } catch (error) {
    throw new Error(`catalog/${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
  return read.data
}
