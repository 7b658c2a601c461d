import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { link, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16
/** First byte of what is sealed, so that another cipher can follow one day. */
const AES_256_GCM = 1

/**
 * Seals small secrets with a key that lies in a file of the data folder, outside the database: whoever gets hold of
 * the tables or of a backup of them cannot open what is sealed. `bound` ties a secret to its owner, so that one moved
 * to another row does not open there.
 */
export interface SecretBox {
  seal: (secret: Buffer, bound: string) => Promise<Buffer>
  /** Null when the key is missing or another one, or the secret was changed or moved. */
  open: (sealed: Buffer, bound: string) => Promise<Buffer | null>
}

export function secretBox(dataFolder: string, name: string): SecretBox {
  const file = join(dataFolder, name)
  return {
    seal: async (secret, bound) => {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', await madeKey(file), iv).setAAD(Buffer.from(bound))
      const text = Buffer.concat([cipher.update(secret), cipher.final()])
      return Buffer.concat([Buffer.of(AES_256_GCM), iv, cipher.getAuthTag(), text])
    },
    open: async (sealed, bound) => {
      const key = await keptKey(file)
      if (!key || sealed[0] !== AES_256_GCM) return null
      const [iv, tag] = [sealed.subarray(1, 1 + IV_BYTES), sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES)]
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
        cipher.setAAD(Buffer.from(bound)).setAuthTag(tag)
        return Buffer.concat([cipher.update(sealed.subarray(1 + IV_BYTES + TAG_BYTES)), cipher.final()])
      } catch {
        return null
      }
    },
  }
}

async function madeKey(file: string): Promise<Buffer> {
  const kept = await keptKey(file)
  if (kept) return kept
  // Whole or not there: of two who make it at once one is refused, and reads what the other wrote.
  const made = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(made, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { flag: 'wx', mode: 0o600, flush: true })
  await link(made, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(made)
  const key = await keptKey(file)
  if (!key) throw new Error(`${file} holds no key`)
  return key
}

async function keptKey(file: string): Promise<Buffer | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const key = Buffer.from(text.trim(), 'hex')
  return key.length === KEY_BYTES ? key : null
}
