import type { BatchReply, ItemReply, Outcome, PhotoReply } from '../schema.ts'

// Checked by hand: the schema's library would be the half of what a phone has to load.
const OUTCOMES: readonly Outcome[] = ['applied', 'quarantined', 'dropped', 'refused', 'later']

/** @returns null when these are not our server's words */
export function readBatchReply(said: unknown): BatchReply | null {
  if (!isObject(said)) return null
  const { items, slots, have, watermark, next, epoch, serverTime } = said
  if (!Array.isArray(items) || !items.every(isItem) || !isHashes(slots) || !isHashes(have)) return null
  if (!isInt(watermark) || !isInt(next) || !isInt(epoch) || epoch < 1) return null
  if (typeof serverTime !== 'string') return null
  return { items, slots, have, watermark, next, epoch, serverTime }
}

/** @returns null when these are not our server's words */
export function readPhotoReply(said: unknown): PhotoReply | null {
  if (!isObject(said) || typeof said.sha256 !== 'string' || !isInt(said.next)) return null
  if (!isInt(said.epoch) || said.epoch < 1) return null
  return { sha256: said.sha256, next: said.next, epoch: said.epoch }
}

function isItem(item: unknown): item is ItemReply {
  if (!isObject(item)) return false
  const { id, version, outcome, position, problem, detail } = item
  return (
    typeof id === 'string' &&
    isInt(version) &&
    OUTCOMES.includes(outcome as Outcome) &&
    isInt(position) &&
    (problem === null || typeof problem === 'string') &&
    (detail === undefined || typeof detail === 'string')
  )
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isInt = (value: unknown): value is number => Number.isSafeInteger(value)
const isHashes = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string' && /^[0-9a-f]{64}$/.test(one))
