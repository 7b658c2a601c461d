/** What a backup says of itself; the restore believes nothing that does not agree with it. */
export interface BackupManifest {
  format: 1
  product: string
  madeAt: string
  /** The last migration the database had. */
  schema: string
  communities: { id: string; code: string; name: string; position: number }[]
  tables: { name: string; rows: number; bytes: number; sha256: string }[]
  blobs: { count: number; bytes: number }
}

export const MANIFEST = 'manifest.json'
/** Secrets and passing state that a restored ledger must not bring back, and prints, which are made again from photos. */
export const NOT_BACKED_UP = new Set([
  'session',
  'sign_in_link',
  'sign_in_failure',
  'work',
  'migration',
  'view_set',
  'photo_print',
  'photo_follow',
])
