import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import { foldOnce } from '#slices/ledger/fold.ts'
import { type Office, testOffice } from '#test/office.ts'
import { operatorIn } from '#kernel/operator.ts'
import { createOrg } from './community-store.ts'
import { attachCommunity, findOrg } from './org-store.ts'

describe('the tree of offices', () => {
  let office: Office
  before(async () => {
    office = await testOffice()
  })
  after(() => office.close())

  const sums = async (nodeId: string) =>
    office.app.db.asOwner(async (tx) => {
      const rows = await sql<{ key: string; amount: string; entries: number }>`
        select kind || ' ' || measure || ' ' || span as key, amount, entries from rollup
        where node_id = ${nodeId}::uuid and entries <> 0 order by 1`.execute(tx)
      return rows.rows
    })
  const recordAtNextDoor = (piles: string) => {
    const reader = operatorIn(office.other.id)
    const { app } = office
    const days = { dayFrom: '2026-05-12', dayTo: '2026-05-12' }
    return app.db.asReader(reader, async (tx) => {
      const [place] = await app.commands.run({ app, tx, reader }, 'place.save', {
        items: [{ type: 'yard', name: `院${piles}`, parentId: null, attrs: {}, validFrom: '2026-01-01' }],
      })
      return app.commands.run({ app, tx, reader }, 'entry.record', {
        items: [
          {
            kind: 'cleanup',
            placeId: place!.id,
            ...days,
            amounts: { piles },
            fields: {},
            parties: {},
            via: 'form' as const,
          },
        ],
      })
    })
  }
  const attach = (parentId: string) =>
    office.app.db.asOwner(async (tx) => {
      const community = (await findOrg(tx, office.other.code))!
      const nodeIds = await attachCommunity(tx, community, parentId)
      const reader = operatorIn(community.id)
      await office.app.commands.run({ app: office.app, tx, reader }, 'rollup.join', { nodeIds })
      return nodeIds
    })
  const refused = (code: string) => (error: unknown) => error instanceof Problem && error.code === code

  it('takes in a community that stood alone, with all it had counted and all that comes after', async () => {
    await recordAtNextDoor('3')
    await foldOnce(office.app.db)
    await recordAtNextDoor('4')
    const nodes = await attach(office.street.id)
    assert.deepEqual(nodes.toSorted(), [office.street.id, office.district.id, office.city.id].toSorted())
    await foldOnce(office.app.db)
    await recordAtNextDoor('5')
    await foldOnce(office.app.db)
    const own = await sums(office.other.id)
    assert.equal(own.find((row) => row.key === 'cleanup piles 2026-05')?.amount, '12')
    for (const node of nodes) assert.deepEqual(await sums(node), own)
    const mine = (await office.as('tang')('GET', '/api/session')).body.communities
    assert.deepEqual(
      mine.map((one: { code: string }) => one.code),
      [office.community.code, office.other.code],
    )
  })

  it('puts nothing twice, nor upside down', async () => {
    await assert.rejects(attach(office.street.id), refused('org.has-parent'))
    const draft = { level: 'city', code: 'donghai', name: '东海市', parentId: office.street.id } as const
    await assert.rejects(
      office.app.db.asOwner((tx) => createOrg(tx, draft, office.clock.now)),
      refused('org.parent-unfit'),
    )
    const twice = { level: 'street', code: office.street.code, name: '同名街道' } as const
    await assert.rejects(
      office.app.db.asOwner((tx) => createOrg(tx, twice, office.clock.now)),
      refused('community.code-taken'),
    )
  })
})
