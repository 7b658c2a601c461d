import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const FOLDER = new URL('../../../catalog/', import.meta.url)

/**
 * A list shipped in catalog/, checked against its shape when the program starts: a misspelt catalogue stops the start
 * with the file's name, it does not surface in the middle of an office's day.
 */
export function readCatalogue<T>(file: string, item: z.ZodType<T>): T[] {
  return readCatalogueItem(file, z.array(item))
}

/** The same for a file that holds one thing. */
export function readCatalogueItem<T>(file: string, item: z.ZodType<T>): T {
  const read = item.safeParse(parse(readFileSync(new URL(file, FOLDER), 'utf8')))
  if (!read.success) throw new Error(`catalog/${file}: ${z.prettifyError(read.error)}`)
  return read.data
}
