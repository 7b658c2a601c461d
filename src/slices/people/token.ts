import { createHash, randomBytes } from 'node:crypto'

/** A secret its bearer alone holds: 256 random bits. What is stored is its digest. */
export const newToken = (): string => randomBytes(32).toString('base64url')

export const digest = (token: string): Buffer => createHash('sha256').update(token).digest()
