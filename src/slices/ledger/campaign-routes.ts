import { z } from 'zod'
import { route, type RouteSpec } from '#kernel/node/route.ts'
import { Saved } from '#kernel/saved.ts'
import { CampaignDraft, CampaignView } from './schema.ts'
import { listCampaigns } from './store-campaigns.ts'

const HOME = '/api/c/:community/campaigns'

export const campaignRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: HOME,
    access: ['read', 'ledger'],
    summary: '专项行动',
    answer: z.strictObject({ rows: z.array(CampaignView) }),
    run: async ({ tx }) => ({ rows: await listCampaigns(tx) }),
  }),
  route({
    method: 'POST',
    path: HOME,
    access: ['write', 'kinds'],
    summary: '新增或修改专项行动',
    body: CampaignDraft,
    answer: Saved,
    run: async ({ app, tx, reader, body }) => {
      const [saved] = await app.commands.run({ app, tx, reader }, 'campaign.save', { items: [body] })
      return saved!
    },
  }),
]
