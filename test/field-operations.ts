import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { newId } from '#kernel/ids.ts'
import { operationText } from '#slices/field/operation-text.ts'
import type { Act, Operation, PhotoFact } from '#slices/field/schema.ts'

// What a phone would have made, for tests that send it themselves.

type EntryAct = Extract<Act, { do: 'entry' }>

export const sha = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** A clean-up at a place, of so many piles. */
export function cleanupAct(placeId: string, piles: string, more: Partial<EntryAct> = {}): EntryAct {
  return {
    do: 'entry',
    kind: 'cleanup',
    placeId,
    locus: '',
    day: '2026-06-15',
    amounts: { piles },
    fields: {},
    parties: {},
    note: '',
    ...more,
  }
}

/** An act as a phone sends it, at its place in that phone's chain. */
export function operationOf(
  act: Act,
  { deviceSeq, ...more }: Partial<Operation> & { deviceSeq: number },
  photos: PhotoFact[] = [],
): Operation {
  return {
    id: newId(),
    version: 1,
    deviceSeq,
    previous: '',
    hash: sha(operationText(act, photos)),
    clientTime: '2026-06-15T01:40:00.000Z',
    clockAhead: null,
    act,
    photos,
    ...more,
  }
}

/** A picture of one colour, and what the phone says of it. */
export async function pictureOf(
  { width = 48, height = 30, background = 'plum' }: { width?: number; height?: number; background?: string },
  more: Partial<PhotoFact> = {},
): Promise<{ bytes: Buffer; fact: PhotoFact }> {
  const bytes = await sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer()
  const taken = { role: 'scene', source: 'camera', takenAt: null, cameraSha256: null } as const
  return { bytes, fact: { sha256: sha(bytes), bytes: bytes.length, ...taken, ...more } }
}
