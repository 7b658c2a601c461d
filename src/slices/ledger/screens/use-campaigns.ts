import { useOne } from '#kernel/web/use-one.ts'
import type { CampaignView } from '../schema.ts'

export function useCampaigns() {
  return useOne<{ rows: CampaignView[] }>('/campaigns')
}
