import sharp from 'sharp'
import type { App } from '#kernel/node/app.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import { type PreparedPhoto, preparePhoto } from '#kernel/node/photos/prepare-photo.ts'

/**
 * Drawings that stand in for photos: a wall with stuck-on ads and the same wall clean, a corridor full and empty, a board
 * faded and fresh, a flower bed dug over. Each is of one place; the program asks about those that turn up at two.
 */
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

const FACADE =
  '<rect width="640" height="480" fill="#b7c7d6"/><rect y="60" width="640" height="330" fill="#a8785e"/><rect y="390" width="640" height="90" fill="#6f7378"/>' +
  [40, 150, 480, 570].map((x) => `<rect x="${x}" y="95" width="52" height="84" fill="#3f4d5a"/>`).join('')
const board = (paper: string, title: string, picture: string): string =>
  `<rect x="170" y="190" width="280" height="170" fill="#4a3b2f"/><rect x="182" y="202" width="256" height="146" fill="${paper}"/><rect x="196" y="214" width="228" height="30" fill="${title}"/><rect x="196" y="254" width="104" height="84" fill="${picture}"/><rect x="316" y="258" width="106" height="10" fill="${title}"/><rect x="316" y="284" width="92" height="10" fill="${title}"/><rect x="205" y="360" width="14" height="70" fill="#4a3b2f"/><rect x="400" y="360" width="14" height="70" fill="#4a3b2f"/>`
const GARDEN =
  '<rect width="640" height="480" fill="#d7e4ea"/><rect x="380" width="260" height="250" fill="#c9a37e"/><rect x="430" y="40" width="60" height="90" fill="#50606b"/><rect x="545" y="40" width="60" height="90" fill="#50606b"/><polygon points="0,480 0,300 380,215 640,260 640,480" fill="#7a5c3e"/><polygon points="0,300 380,215 380,180 0,240" fill="#5f7f45"/>' +
  [
    [70, 360],
    [190, 410],
    [300, 330],
    [430, 380],
    [540, 320],
    [350, 450],
  ]
    .map(([x, y]) => `<ellipse cx="${x}" cy="${y}" rx="46" ry="13" fill="#9b7a57"/>`)
    .join('')

const DRAWINGS = {
  'wall-before': WALL + ADS,
  'wall-after': WALL,
  'corridor-before': CORRIDOR + BOXES,
  'corridor-after': CORRIDOR,
  'board-before': FACADE + board('#d9d6c9', '#cbb9a8', '#c9cfc4'),
  'board-after': FACADE + board('#fffdf4', '#c0281f', '#2f7d4f'),
  'garden-after': GARDEN,
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

/** Notes the drawing as a photo taken some minutes ago, so that a record may point to it; noted again it stays as it was. */
export async function drawn(context: CommandContext, sha256: string, picture: Picture): Promise<void> {
  const takenAt = new Date(context.app.now().getTime() - MINUTES_BEFORE * 60_000)
  const photo = { ...prepared.get(picture)!, takenAt, source: 'camera' as const }
  await context.app.commands.run(context, 'photo.note', { sha256, photo })
}

const MINUTES_BEFORE = 6
