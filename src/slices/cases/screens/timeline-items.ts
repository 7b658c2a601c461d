import type { CaseEvent } from '../view-schema.ts'

/** Photos one person adds in a row are one thing that happened, not many. */
export function timelineItems(events: readonly CaseEvent[]): CaseEvent[] {
  const items: CaseEvent[] = []
  for (const event of events) {
    const last = items.at(-1)
    if (event.event === 'case.photo-added' && last?.event === 'case.photo-added' && last.by === event.by) {
      items[items.length - 1] = { ...event, photos: [...last.photos, ...event.photos] }
    } else items.push(event)
  }
  return items
}
