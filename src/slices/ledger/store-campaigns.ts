import { canonicalJson } from '#kernel/canonical-json.ts'
import { plainDecimal } from '#kernel/decimal.ts'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Saved } from '#kernel/saved.ts'
import { problems } from './problems.ts'
import { CampaignDraft, type CampaignView } from './schema.ts'
import './tables.ts'

export async function listCampaigns(tx: Tx): Promise<CampaignView[]> {
  const rows = await tx.selectFrom('campaign').selectAll().orderBy('valid_from', 'desc').orderBy('name').execute()
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    name: row.name,
    issuer: row.issuer,
    kinds: row.kinds,
    targets: row.targets,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }))
}

/**
 * Makes or corrects campaigns. Without an id one of the same name is found instead, so that a workbook naming it a
 * hundred times makes it once; a draft found that way changes nothing but what it says.
 */
export async function saveCampaigns(tx: Tx, reader: Reader, drafts: CampaignDraft[], now: Date): Promise<Saved[]> {
  const saved: Saved[] = []
  if (drafts.length === 0) return saved
  await takeTurn(tx, reader.communityId)
  const known = await listCampaigns(tx)
  for (const draft of drafts) {
    const { id: wantedId, reason, ...rest } = CampaignDraft.parse(draft)
    const named = known.find((campaign) => campaign.name === rest.name)
    if (wantedId === undefined && named) {
      saved.push({ id: named.id, version: named.version, outcome: 'unchanged' })
      continue
    }
    const id = wantedId ?? newId(now.getTime())
    if (named && named.id !== id) throw problems['campaign.name-taken']({ name: rest.name }, 'name')
    if (rest.validTo && rest.validTo < rest.validFrom) throw problems['campaign.days']({}, 'validTo')
    const old = known.find((campaign) => campaign.id === id)
    const targets = rest.targets.map((target) => ({ ...target, amount: plainDecimal(target.amount) }))
    const body = { ...rest, issuer: rest.issuer ?? '', targets, validTo: rest.validTo ?? null }
    if (old && canonicalJson({ ...body, id, version: old.version }) === canonicalJson(old)) {
      saved.push({ id, version: old.version, outcome: 'unchanged' })
      continue
    }
    const version = (old?.version ?? 0) + 1
    const event = old ? 'campaign.corrected' : 'campaign.recorded'
    await record(tx, reader, [{ event, objectType: 'campaign', objectId: id, version, body, reason }], now)
    const row = {
      name: body.name,
      issuer: body.issuer,
      kinds: body.kinds,
      targets: JSON.stringify(targets),
      valid_from: body.validFrom,
      valid_to: body.validTo,
      version,
    }
    await tx
      .insertInto('campaign')
      .values({ community_id: reader.communityId, id, ...row })
      .onConflict((on) => on.columns(['community_id', 'id']).doUpdateSet(row))
      .execute()
    const view = { id, ...body, version }
    if (old) known.splice(known.indexOf(old), 1, view)
    else known.push(view)
    saved.push({ id, version, outcome: old ? 'corrected' : 'created' })
  }
  return saved
}
