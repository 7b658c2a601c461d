import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'

export interface RegisterSheet {
  name: string
  columns: { header: string; width?: number }[]
  rows: unknown[][]
}

/** Places, parties and duties as tables with names instead of ids. */
export async function registerSheets(tx: Tx, reader: Reader): Promise<RegisterSheet[]> {
  const places = await sql<{ type: string; name: string; path: string[]; from: string; to: string | null }>`
    select type, name, path, valid_from as "from", valid_to as "to" from place_label
    where community_id = ${reader.communityId}::uuid order by type, path, name`.execute(tx)
  const parties = await sql<{ kind: string; name: string; from: string; to: string | null }>`
    select kind, name, valid_from as "from", valid_to as "to" from party_label
    where community_id = ${reader.communityId}::uuid order by kind, name`.execute(tx)
  const duties = await sql<{ party: string; role: string; place: string | null; from: string; to: string | null }>`
    select y.name as party, d.role, p.name as place, d.valid_from as "from", d.valid_to as "to" from duty d
    join party_label y on y.community_id = d.community_id and y.id = d.party_id
    left join place_label p on p.community_id = d.community_id and p.id = d.place_id
    where d.community_id = ${reader.communityId}::uuid order by 3, 2, 4`.execute(tx)
  const columns = (...headers: string[]): { header: string; width: number }[] =>
    headers.map((header) => ({ header, width: 18 }))
  return [
    { name: '地点', columns: columns('类型', '名称', '所属', '启用', '停用'), rows: places.rows.map((p) => [p.type, p.name, p.path.join(' / '), p.from, p.to]) },
    { name: '单位人员', columns: columns('类型', '名称', '启用', '停用'), rows: parties.rows.map((p) => [p.kind, p.name, p.from, p.to]) },
    { name: '包抓责任', columns: columns('责任人或单位', '角色', '地点', '自', '至'), rows: duties.rows.map((d) => [d.party, d.role, d.place, d.from, d.to]) },
  ]
}
