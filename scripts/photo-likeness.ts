import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { MOST_DISTANT, MOST_DISTANT_AT_ALL } from '#slices/evidence/ask-rules.ts'
import { MOST_APART } from '#slices/evidence/band-rules.ts'
import { fineDistance, hashDistance, type Print } from '#slices/evidence/print-rules.ts'
import { readPrints } from '#slices/evidence/read-print.ts'
import { scenePhoto } from '#slices/evidence/test-scenes.ts'

/**
 * How well prints tell a photo used again from another one: `node scripts/photo-likeness.ts [FOLDER of photos]`; without
 * a folder, of drawn scenes. For every kind of change: how many bits of 64 and of 512 the changed picture is away from
 * its original, and what share is found; then the same for pairs that are not the same picture.
 * What it showed: docs/decisions/0008.
 */
interface Picture {
  name: string
  bytes: Buffer
}

/** At most so many pictures are changed; all of them are compared with one another. */
const CHANGED = 100
const SCENES = 60

const jpeg = (image: Sharp, quality = 82): Promise<Buffer> => image.jpeg({ quality }).toBuffer()

/** As it would be stored. */
const stored = (image: Sharp): Promise<Buffer> =>
  jpeg(image.resize({ width: 1600, height: 1600, fit: 'inside', withoutEnlargement: true }))

/** Each place on two days. */
async function drawn(): Promise<Picture[]> {
  const pictures: Picture[] = []
  for (let place = 1; place <= SCENES; place += 1) {
    for (const alike of [0, 1]) pictures.push({ name: `place ${place}`, bytes: await scenePhoto(place, { alike }) })
  }
  return pictures
}

/** Photos, and twelve parts of each large one: they are as like one another as photos of one street. */
async function photographed(folder: string): Promise<Picture[]> {
  const pictures: Picture[] = []
  for (const name of (await readdir(folder)).filter((file) => /\.(jpe?g|png|webp)$/i.test(file)).sort()) {
    const file = join(folder, name)
    pictures.push({ name, bytes: await stored(sharp(file)) })
    const { width, height } = await sharp(file).metadata()
    const part = { width: Math.floor(width / 4), height: Math.floor(height / 3) }
    for (let at = 0; at < 12 && width > 1200; at += 1) {
      const from = { left: (at % 4) * part.width, top: Math.floor(at / 4) * part.height }
      pictures.push({ name: `${name} ${at}`, bytes: await stored(sharp(file).extract({ ...from, ...part })) })
    }
  }
  return pictures
}

async function cut(bytes: Buffer, [left, top, right, bottom]: readonly number[]): Promise<Buffer> {
  const { width, height } = await sharp(bytes).metadata()
  const from = { left: Math.round(width * left!), top: Math.round(height * top!) }
  const to = { width: Math.round(width * (1 - right!)), height: Math.round(height * (1 - bottom!)) }
  return jpeg(sharp(bytes).extract({ ...from, width: to.width - from.left, height: to.height - from.top }))
}

async function stamped(bytes: Buffer): Promise<Buffer> {
  const { width, height } = await sharp(bytes).metadata()
  const words = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect y="${height * 0.88}" width="${width * 0.6}" height="${height * 0.12}" fill="#000" fill-opacity="0.45"/>
    <text x="20" y="${height * 0.95}" font-size="${height * 0.045}" fill="#fff">2026-05-12 09:14 3号楼院</text></svg>`
  return jpeg(sharp(bytes).composite([{ input: Buffer.from(words) }]))
}

const CHANGES: Record<string, (bytes: Buffer) => Promise<Buffer>> = {
  'saved again, quality 40': (bytes) => jpeg(sharp(bytes), 40),
  'half as large': async (bytes) => jpeg(sharp(bytes).resize(Math.round((await sharp(bytes).metadata()).width / 2))),
  '480 pixels, quality 60': (bytes) => jpeg(sharp(bytes).resize(480), 60),
  'a quarter brighter': (bytes) => jpeg(sharp(bytes).modulate({ brightness: 1.25 })),
  'more contrast': (bytes) => jpeg(sharp(bytes).linear(1.3, -30)),
  grey: (bytes) => jpeg(sharp(bytes).greyscale()),
  blurred: (bytes) => jpeg(sharp(bytes).blur(3)),
  'cut by 0.2 % all round': (bytes) => cut(bytes, [0.002, 0.002, 0.002, 0.002]),
  'cut by 2 % all round': (bytes) => cut(bytes, [0.02, 0.02, 0.02, 0.02]),
  'cut by 5 % all round': (bytes) => cut(bytes, [0.05, 0.05, 0.05, 0.05]),
  'cut by 7 % all round': (bytes) => cut(bytes, [0.07, 0.07, 0.07, 0.07]),
  'cut by 10 % all round': (bytes) => cut(bytes, [0.1, 0.1, 0.1, 0.1]),
  'cut by 12 % below': (bytes) => cut(bytes, [0, 0, 0, 0.12]),
  'cut by 10 % on the right': (bytes) => cut(bytes, [0, 0, 0.1, 0]),
  stamped,
}

interface Apart {
  hash: number
  fine: number
}

/** Of the compared pairs of prints the nearest that the search finds; of none, the nearest. */
function apart(a: Print[], b: Print[]): Apart {
  const pairs = a.flatMap((one) =>
    b
      .filter((other) => one.crop === 'whole' || other.crop === 'whole')
      .map((other) => ({ hash: hashDistance(one.hash, other.hash), fine: fineDistance(one.fine, other.fine) })),
  )
  const found = pairs.filter(({ hash }) => hash <= MOST_APART).sort((x, y) => x.fine - y.fine)
  return found[0] ?? pairs.sort((x, y) => x.hash - y.hash)[0] ?? { hash: 64, fine: 512 }
}

const out = (line: string): void => void process.stdout.write(`${line}\n`)

function tell(name: string, pairs: Apart[]): void {
  const sorted = (of: (pair: Apart) => number): number[] => pairs.map(of).sort((a, b) => a - b)
  const at = (values: number[], share: number): number => values[Math.ceil((values.length - 1) * share)]!
  const spread = (values: number[]): string =>
    [0, 0.5, 0.95].map((share) => String(at(values, share)).padStart(4)).join('')
  const found = (most: number): string => {
    const count = pairs.filter(({ hash, fine }) => hash <= MOST_APART && fine <= most).length
    return `${((100 * count) / pairs.length).toFixed(count < 10 ? 3 : 1)} %`.padStart(10)
  }
  const shares = found(MOST_DISTANT.community) + found(MOST_DISTANT_AT_ALL)
  out(`${name.padEnd(34)} ${spread(sorted((pair) => pair.hash))}   ${spread(sorted((pair) => pair.fine))} ${shares}`)
}

const folder = process.argv[2]
const all = folder === undefined ? await drawn() : await photographed(folder)
const seen: (Picture & { prints: Print[] })[] = []
for (const picture of all) {
  const prints = await readPrints(picture.bytes)
  if (prints.length > 0) seen.push({ ...picture, prints })
}
out(`${all.length} pictures, ${all.length - seen.length} of them with too little to see in them`)
out(
  `${'bits apart: least, median, p95'.padEnd(34)} ${'of 64'.padStart(12)}   ${'of 512'.padStart(12)} ${`<= ${MOST_DISTANT.community}`.padStart(10)}${`<= ${MOST_DISTANT_AT_ALL}`.padStart(10)}`,
)
for (const [name, change] of Object.entries(CHANGES)) {
  const pairs: Apart[] = []
  for (const { bytes, prints } of seen.slice(0, CHANGED)) {
    pairs.push(apart(await readPrints(await change(bytes)), prints))
  }
  tell(name, pairs)
}
const [same, other]: [Apart[], Apart[]] = [[], []]
for (const [index, one] of seen.entries()) {
  for (const another of seen.slice(index + 1)) {
    const pair = apart(one.prints, another.prints)
    if (one.name === another.name) same.push(pair)
    else other.push(pair)
    if (pair.hash <= MOST_APART && pair.fine <= MOST_DISTANT_AT_ALL) out(`  found alike: ${one.name}, ${another.name}`)
  }
}
if (same.length > 0) tell(`same place, another day (${same.length})`, same)
tell(`another picture (${other.length} pairs)`, other)
