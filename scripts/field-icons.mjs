// Draws the icons of the phone's app from src/web/icon.svg: run after that changes, and commit what it writes.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { ROOT } from './install.mjs'

const svg = readFileSync(join(ROOT, 'src/web/icon.svg'))
const folder = join(ROOT, 'src/web/public/m')
const draw = (size) => sharp(svg, { density: (72 * size) / 32 }).resize(size, size)

for (const size of [180, 192, 512])
  await draw(size)
    .png({ palette: true })
    .toFile(join(folder, `icon-${size}.png`))

// Systems cut this one to their own shape: the drawing keeps to the middle.
const edge = 76
await draw(512 - 2 * edge)
  .extend({ top: edge, bottom: edge, left: edge, right: edge, background: '#1d4f91' })
  .flatten({ background: '#1d4f91' })
  .png({ palette: true })
  .toFile(join(folder, 'icon-maskable-512.png'))
