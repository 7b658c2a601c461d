import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Paper, PaperBody } from './paper-body.ts'
import './tables.ts'

/**
 * A paper's words as they are kept, in its row and in history: a person stands there by number, so that a name erased
 * from the register is gone from every paper too. Units stand by the name they had when the paper was sent.
 */
export type KeptBody = PaperBody & {
  /** The person whose name stands where the addressee says {责任人}. */
  addresseeId?: string
}

export type KeptPaper = Omit<Paper, 'body'> & { body: KeptBody }

/** Where a person's name stands in the words of an addressee. */
const NAME = '{责任人}'
const ERASED = '（个人信息已清除）'

/** Takes the names of persons out of what is to be kept, in the order of the papers. */
export async function withoutNames(tx: Tx, community: string, papers: Paper[]): Promise<KeptBody[]> {
  const ids = papers
    .flatMap(({ partyId, body }) => [partyId, ...body.rows.map((row) => row.partyId)])
    .filter((id) => id !== null)
  const names = papers.map(({ body }) => body.addressee)
  const persons = await sql<{ id: string; name: string }>`select id, name from party_label
    where community_id = ${community}::uuid and kind = 'person' and name <> ''
      and (id = any(${ids}::uuid[]) or name = any(${names}::text[]))`.execute(tx)
  const nameOf = new Map(persons.rows.map(({ id, name }) => [id, name]))
  const idOf = new Map(persons.rows.map(({ id, name }) => [name, id]))
  return papers.map(({ partyId, body }) => {
    const rows = body.rows.map((row) => (row.partyId && nameOf.has(row.partyId) ? { ...row, party: '' } : row))
    const { addressee } = body
    const to = partyId && addressee.includes(nameOf.get(partyId) ?? '\n') ? partyId : idOf.get(addressee)
    if (to === undefined) return { ...body, rows }
    return { ...body, rows, addresseeId: to, addressee: addressee.replaceAll(nameOf.get(to)!, NAME) }
  })
}

/** Puts the names back, as the register knows them today. */
export async function withNames(tx: Tx, community: string, kept: KeptPaper[]): Promise<Paper[]> {
  const ids = kept
    .flatMap(({ body }) => [body.addresseeId, ...body.rows.map((row) => (row.party === '' ? row.partyId : null))])
    .filter((id) => id !== null && id !== undefined)
  const found = await sql<{ id: string; name: string }>`select id, name from party_label
    where community_id = ${community}::uuid and id = any(${ids}::uuid[])`.execute(tx)
  const nameOf = new Map(found.rows.map(({ id, name }) => [id, name]))
  return kept.map(({ body: { addresseeId, ...body }, ...paper }) => ({
    ...paper,
    body: {
      ...body,
      addressee: addresseeId ? body.addressee.replaceAll(NAME, nameOf.get(addresseeId) || ERASED) : body.addressee,
      rows: body.rows.map((row) => ({ ...row, party: row.party || (nameOf.get(row.partyId ?? '') ?? '') })),
    },
  }))
}
