import sharp from 'sharp'
import type { App } from '#kernel/node/app.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import { type PreparedPhoto, preparePhoto } from '#kernel/node/photos/prepare-photo.ts'

/** Drawings that stand in for photos: a wall with stuck-on ads and the same wall clean, a corridor full and empty. */
export type Picture = keyof typeof DRAWINGS

const WALL = '<rect width="640" height="480" fill="#cfc6b4"/><rect y="380" width="640" height="100" fill="#8d8a83"/>'
const CORRIDOR =
  '<rect width="640" height="480" fill="#dfe3e4"/><polygon points="0,480 220,300 420,300 640,480" fill="#a9aca8"/><rect x="220" y="90" width="200" height="210" fill="#b9c4c9"/>'
const ADS = [
  [90, 120],
  [220, 90],
  [330, 170],
  [450, 110],
  [180, 240],
  [380, 270],
]
  .map(
    ([x, y], at) =>
      `<rect x="${x}" y="${y}" width="88" height="62" fill="${at % 2 ? '#f3e36b' : '#f0f0ec'}" transform="rotate(${at * 7 - 18} ${x} ${y})"/>`,
  )
  .join('')
const BOXES =
  '<rect x="60" y="300" width="150" height="140" fill="#9a6b3d"/><rect x="110" y="220" width="120" height="90" fill="#b58250"/><rect x="440" y="320" width="150" height="120" fill="#7d8a5a"/>'

const DRAWINGS = {
  'wall-before': WALL + ADS,
  'wall-after': WALL,
  'corridor-before': CORRIDOR + BOXES,
  'corridor-after': CORRIDOR,
} as const

const prepared = new Map<string, PreparedPhoto>()

/** Draws them all and keeps their bytes; answers their names in the store of photos. */
export async function pictures(app: App): Promise<Record<Picture, string>> {
  const names: Partial<Record<Picture, string>> = {}
  for (const [name, drawing] of Object.entries(DRAWINGS) as [Picture, string][]) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">${drawing}</svg>`
    const photo = await preparePhoto(await sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer())
    names[name] = await app.blobs.put(photo.bytes)
    prepared.set(name, photo)
  }
  return names as Record<Picture, string>
}

/** Notes the drawing as a photo, so that a record may point to it. */
export async function drawn(context: CommandContext, sha256: string, picture: Picture): Promise<void> {
  await context.app.commands.run(context, 'photo.note', { sha256, photo: prepared.get(picture)! })
}
