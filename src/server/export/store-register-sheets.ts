import { sql } from 'kysely'
import type { DataField } from '#kernel/data-field.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { assetTypes } from '#slices/assets/store-types.ts'
import { SOURCE_LABEL, type Source, STATE_LABEL, type CaseState } from '#slices/cases/schema.ts'
import { communityWord } from '#slices/duties/store-read.ts'
import { roleLabel } from '#slices/duties/store-roles.ts'
import { PARTY_KIND_LABEL, type PartyKind } from '#slices/people/schema.ts'
import { placeTypes, profileFieldOf } from '#slices/places/store-types.ts'

export interface RegisterSheet {
  name: string
  columns: { header: string; width?: number }[]
  rows: unknown[][]
}

/** The registers as tables, with names and labels instead of ids and codes; a type nobody registered has none. */
export async function registerSheets(tx: Tx, reader: Reader): Promise<RegisterSheet[]> {
  return [
    await profileSheet(tx, reader),
    ...(await placeSheets(tx, reader)),
    ...(await assetSheets(tx, reader)),
    await partySheet(tx, reader),
    await dutySheet(tx, reader),
    await caseSheet(tx, reader),
  ]
}

const columns = (...headers: string[]): { header: string; width: number }[] =>
  headers.map((header) => ({ header, width: 18 }))
const headed = (field: DataField): string => (field.unit ? `${field.label}(${field.unit})` : field.label)
const shown = (value: unknown): unknown => (typeof value === 'boolean' ? (value ? '是' : '否') : (value ?? null))

async function profileSheet(tx: Tx, reader: Reader): Promise<RegisterSheet> {
  const facts = await sql<{
    key: string
    value: string | null
    unit: string | null
    text: string | null
    from: string
  }>`
    select key, value::text, unit, text, valid_from as "from" from profile_fact
    where community_id = ${reader.communityId}::uuid order by valid_from, key`.execute(tx)
  return {
    name: '社区概况',
    columns: columns('项目', '内容', '单位', '自'),
    rows: facts.rows.map((f) => [profileFieldOf(f.key)?.label ?? f.key, f.value ?? f.text, f.unit, f.from]),
  }
}

async function placeSheets(tx: Tx, reader: Reader): Promise<RegisterSheet[]> {
  const places = await sql<{
    type: string
    name: string
    path: string[]
    attrs: Record<string, unknown>
    from: string
    to: string | null
  }>`select type, name, path, attrs, valid_from as "from", valid_to as "to" from place_label
    where community_id = ${reader.communityId}::uuid order by path, name`.execute(tx)
  return placeTypes
    .map((type) => ({
      name: type.label,
      columns: columns('名称', '所属', ...type.fields.map(headed), '启用', '停用'),
      rows: places.rows
        .filter((place) => place.type === type.code)
        .map((p) => [p.name, p.path.join(' / '), ...type.fields.map((f) => shown(p.attrs[f.key])), p.from, p.to]),
    }))
    .filter((sheet) => sheet.rows.length > 0)
}

async function assetSheets(tx: Tx, reader: Reader): Promise<RegisterSheet[]> {
  const assets = await sql<{
    type: string
    place: string | null
    locus: string
    quantity: string
    unit: string
    attrs: Record<string, unknown>
    from: string
    to: string | null
  }>`select a.type, p.name as place, a.locus, a.quantity::text, a.unit, a.attrs, a.valid_from as "from", a.valid_to as "to"
    from asset a left join place_label p on p.community_id = a.community_id and p.id = a.place_id
    where a.community_id = ${reader.communityId}::uuid order by p.name, a.locus, a.id`.execute(tx)
  return assetTypes
    .map((type) => ({
      name: type.label,
      columns: columns('地点', '位置', '数量', '单位', ...type.fields.map(headed), '启用', '撤除'),
      rows: assets.rows
        .filter((asset) => asset.type === type.code)
        .map((a) => [
          a.place,
          a.locus,
          Number(a.quantity),
          a.unit,
          ...type.fields.map((f) => shown(a.attrs[f.key])),
          a.from,
          a.to,
        ]),
    }))
    .filter((sheet) => sheet.rows.length > 0)
}

async function partySheet(tx: Tx, reader: Reader): Promise<RegisterSheet> {
  const parties = await sql<{ kind: PartyKind; name: string; from: string; to: string | null }>`
    select kind, name, valid_from as "from", valid_to as "to" from party_label
    where community_id = ${reader.communityId}::uuid order by kind, name`.execute(tx)
  return {
    name: '单位人员',
    columns: columns('类型', '名称', '启用', '停用'),
    rows: parties.rows.map((p) => [PARTY_KIND_LABEL[p.kind], p.name, p.from, p.to]),
  }
}

async function dutySheet(tx: Tx, reader: Reader): Promise<RegisterSheet> {
  const word = await communityWord(tx, reader)
  const duties = await sql<{ party: string; role: string; place: string | null; from: string; to: string | null }>`
    select y.name as party, d.role, p.name as place, d.valid_from as "from", d.valid_to as "to" from duty d
    join party_label y on y.community_id = d.community_id and y.id = d.party_id
    left join place_label p on p.community_id = d.community_id and p.id = d.place_id
    where d.community_id = ${reader.communityId}::uuid order by 3, 2, 4`.execute(tx)
  return {
    name: `${word}责任`,
    columns: columns('责任人或单位', '角色', '地点', '自', '至'),
    rows: duties.rows.map((d) => [d.party, roleLabel(d.role, word), d.place, d.from, d.to]),
  }
}

/** Problems under the headings of a 问题清单, so that they can be read in again elsewhere. */
async function caseSheet(tx: Tx, reader: Reader): Promise<RegisterSheet> {
  const cases = await sql<{
    found: string
    type: string
    place: string | null
    locus: string
    issue: string
    item: string
    party: string | null
    due: string | null
    closed: string | null
    state: CaseState
    source: Source
  }>`select c.found_on as found, c.point_type as type, p.name as place, c.locus, c.issue, c.check_item as item,
      y.name as party, ((c.due_at - interval '1 ms') at time zone 'Asia/Shanghai')::date::text as due,
      (c.closed_at at time zone 'Asia/Shanghai')::date::text as closed, c.state, c.source
    from problem_case c
    left join place_step p on p.community_id = c.community_id and p.id = c.place_id
    left join party_label y on y.community_id = c.community_id and y.id = c.party_id
    where c.community_id = ${reader.communityId}::uuid order by c.found_on, c.id`.execute(tx)
  return {
    name: '问题清单',
    columns: columns(
      '发现日期',
      '点位类型',
      '点位',
      '具体位置',
      '问题',
      '检查项',
      '责任单位',
      '整改时限',
      '状态',
      '整改日期',
      '办理状态',
      '来源',
    ),
    rows: cases.rows.map((c) => [
      c.found,
      c.type,
      c.place,
      c.locus,
      c.issue,
      c.item,
      c.party,
      c.due,
      c.closed === null ? '未整改' : '已整改',
      c.closed,
      STATE_LABEL[c.state],
      SOURCE_LABEL[c.source],
    ]),
  }
}
