import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { Tx } from '#kernel/node/db.ts'
import { standsOn } from '#kernel/node/stands-on.ts'
import type { Reader } from '#kernel/reader.ts'
import type { ProfileFact, ProfileField, RegisterFinding } from './schema.ts'
import { profileAt } from './store-profile.ts'
import { profileFields, typeLabel } from './store-types.ts'

/** Where the registers contradict themselves on a day. Nothing is settled here: both sources are named with their values. */
export async function registerFindings(tx: Tx, reader: Reader, day: Day): Promise<RegisterFinding[]> {
  const facts = new Map((await profileAt(tx, reader, day)).map((fact) => [fact.key, fact]))
  const found: RegisterFinding[] = []
  for (const field of profileFields) {
    const fact = facts.get(field.key)
    if (!field.compare || !fact || fact.value === null) continue
    const finding = await compare(tx, reader, day, field, fact)
    if (finding) found.push(finding)
  }
  return [...found, ...(await twins(tx, reader, day))]
}

async function compare(
  tx: Tx,
  reader: Reader,
  day: Day,
  field: ProfileField,
  fact: ProfileFact,
): Promise<RegisterFinding | null> {
  const { type, attr, label } = field.compare!
  const amount = attr ? sql`(attrs->>${attr}::text)::numeric` : sql`1`
  const has = attr ? sql`and attrs ? ${attr}::text` : sql``
  const answer = await sql<{ value: string | null; same: boolean; ids: string[] }>`
    select trim_scale(sum(${amount}))::text as value, sum(${amount}) = ${fact.value}::numeric as same,
      coalesce(array_agg(id order by name), '{}') as ids
    from place
    where community_id = ${reader.communityId}::uuid and type = ${type}
      and ${standsOn('place', day)} ${has}`.execute(tx)
  const { value, same, ids } = answer.rows[0]!
  // A register nobody has filled yet contradicts nothing.
  if (value === null || same) return null
  const unit = fact.unit ?? field.unit ?? ''
  return {
    code: 'profile.differs',
    key: field.key,
    label: field.label,
    message: `“${field.label}”两处不一致：社区概况写的是 ${plain(fact.value!)}${unit}，${label}是 ${value}${unit}。请核实后更正其中一处。`,
    sources: [
      { label: '社区概况', value: plain(fact.value!), unit, count: 1, placeIds: [], factId: fact.id },
      { label, value, unit, count: ids.length, placeIds: ids, factId: null },
    ],
  }
}

const plain = (value: string): string => (value.includes('.') ? value.replace(/\.?0+$/, '') : value)

/** Two standing places of one type and name: often one place entered twice under different parents. */
async function twins(tx: Tx, reader: Reader, day: Day): Promise<RegisterFinding[]> {
  const answer = await sql<{ type: string; name: string; ids: string[]; above: string[] }>`
    select p.type, p.name, array_agg(p.id order by p.id) as ids,
      array_agg(coalesce(l.path[array_length(l.path, 1)], '社区') order by p.id) as above
    from place p join place_label l on l.community_id = p.community_id and l.id = p.id
    where p.community_id = ${reader.communityId}::uuid and p.type not in ('building', 'unit', 'household')
      and ${standsOn('p', day)}
    group by p.type, p.name having count(*) > 1 order by p.type, p.name`.execute(tx)
  return answer.rows.map(({ type, name, ids, above }) => ({
    code: 'place.twice',
    key: `${type}/${name}`,
    label: name,
    message: `${typeLabel(type)}“${name}”登记了 ${ids.length} 次（分别在${above.join('、')}）。请核实是否同一处。`,
    sources: ids.map((id, index) => ({
      label: above[index]!,
      value: '1',
      unit: '处',
      count: 1,
      placeIds: [id],
      factId: null,
    })),
  }))
}
