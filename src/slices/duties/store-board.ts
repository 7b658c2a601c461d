import { sql } from 'kysely'
import type { DataValues } from '#kernel/data-field.ts'
import { type Day, dayWords } from '#kernel/days.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { NoticeBoard, NoticePlace } from '#kernel/node/office/notice-board-model.ts'
import { standsOn } from '#kernel/node/stands-on.ts'
import type { Reader } from '#kernel/reader.ts'
import { dutyProblems } from './problems.ts'
import { answeringFor } from './store-answering.ts'
import { communityWord } from './store-read.ts'
import { placeTypeOf, roleLabel } from './store-roles.ts'

/** What a resident reads on the board, in this order, as far as the register knows it. */
const SHOWN = ['households', 'buildings', 'units', 'population', 'propertyCompany', 'length']
const MOST_BOARDS = 300
const UNIT_ROLE = 'contracted-unit'

interface BoardPlace {
  id: string
  type: string
  name: string
  attrs: DataValues
  grid: string | null
}

/**
 * The facts of one board, of one for every yard and alley below a place, or of one for every grid, yard and alley.
 * @throws duty.place-unknown, duty.boards-too-many
 */
export async function noticeBoard(
  tx: Tx,
  reader: Reader,
  wish: { placeId: string | null; day: Day; below: boolean; phones: boolean },
): Promise<NoticeBoard> {
  const word = await communityWord(tx, reader)
  const places = await boardPlaces(tx, reader, wish)
  if (places.length === 0) throw dutyProblems['duty.place-unknown']({}, 'place')
  const boards: NoticePlace[] = []
  for (const place of places) boards.push(await boardOf(tx, reader, place, wish, word))
  const community = await sql<{ name: string }>`select name from org where id = ${reader.communityId}::uuid`.execute(tx)
  return {
    community: community.rows[0]?.name ?? '',
    date: dayWords(wish.day),
    heading: `${word}责任公示牌`,
    places: boards,
  }
}

async function boardPlaces(
  tx: Tx,
  reader: Reader,
  wish: { placeId: string | null; day: Day; below: boolean },
): Promise<BoardPlace[]> {
  const found = await sql<BoardPlace>`
    select l.id, l.type, l.name, l.attrs,
      (select g.name from place_tree u join place_label g on g.community_id = u.community_id and g.id = u.ancestor_id
        where u.community_id = l.community_id and u.place_id = l.id and u.depth > 0 and g.type = 'grid'
        order by u.depth limit 1) as grid
    from place_tree t join place_label l on l.community_id = t.community_id and l.id = t.place_id
    where t.community_id = ${reader.communityId}::uuid and ${wanted(wish)}
    order by t.depth > 0, l.type, l.name collate "zh-x-icu" limit ${MOST_BOARDS + 1}`.execute(tx)
  if (found.rows.length > MOST_BOARDS) throw dutyProblems['duty.boards-too-many']({ limit: MOST_BOARDS }, 'place')
  return found.rows
}

function wanted({ placeId, day, below }: { placeId: string | null; day: Day; below: boolean }) {
  const standing = standsOn('l', day)
  return placeId === null
    ? sql`t.depth = 0 and l.type in ('grid', 'yard', 'alley') and ${standing}`
    : sql`t.ancestor_id = ${placeId}::uuid
        and (t.depth = 0 or (${below}::boolean and l.type in ('yard', 'alley') and ${standing}))`
}

async function boardOf(
  tx: Tx,
  reader: Reader,
  place: BoardPlace,
  wish: { day: Day; phones: boolean },
  word: string,
): Promise<NoticePlace> {
  const answering = (await answeringFor(tx, reader, place.id, wish.day, true)).filter((duty) => duty.partyName !== '')
  const units = [...new Set(answering.filter((duty) => duty.role === UNIT_ROLE).map((duty) => duty.partyName))]
  const fields = placeTypeOf(place.type)?.fields ?? []
  const facts = SHOWN.flatMap((key) => {
    const field = fields.find((one) => one.key === key)
    const value = place.attrs[key]
    return field && value !== undefined && value !== null
      ? [{ label: field.label, value: `${value}${field.unit ?? ''}` }]
      : []
  })
  return {
    name: place.name,
    ...(place.grid ? { grid: place.grid } : {}),
    // Under its own label rather than the board's, so that a community that says 包保 reads 包保单位.
    facts: [...(units.length > 0 ? [{ label: roleLabel(UNIT_ROLE, word), value: units.join('、') }] : []), ...facts],
    duties: answering
      .filter((duty) => duty.role !== UNIT_ROLE)
      .map((duty) => ({
        role: duty.roleLabel,
        name: duty.partyName,
        ...(wish.phones && duty.phone ? { phone: duty.phone } : {}),
      })),
  }
}
