import sharp from 'sharp'

/** A drawn scene as an alley is photographed: ground, walls, windows, doors, things lying about. Two seeds, two scenes. */
function sceneSvg(seed: number, alike: number, shown: number): string {
  const [width, height] = [1200, 900]
  const place = randomFrom(seed)
  // What differs from day to day at the same place; `alike` picks the day.
  const day = randomFrom(seed * 7919 + alike)
  const grey = (from: number, to: number, tint = place): string => {
    const v = Math.round(from + tint() * (to - from))
    return `rgb(${v},${Math.round(v * (0.9 + place() * 0.15))},${Math.round(v * (0.85 + place() * 0.2))})`
  }
  const horizon = height * (0.25 + place() * 0.35)
  const vanish = width * (0.25 + place() * 0.5)
  const parts = [
    `<rect width="${width}" height="${height}" fill="${grey(170, 235)}"/>`,
    `<polygon points="0,${height} ${vanish - 60},${horizon} ${vanish + 60},${horizon} ${width},${height}" fill="${grey(80, 150)}"/>`,
    `<polygon points="0,0 ${vanish - 60},${horizon - 60} ${vanish - 60},${horizon} 0,${height}" fill="${grey(110, 210)}"/>`,
    `<polygon points="${width},0 ${vanish + 60},${horizon - 60} ${vanish + 60},${horizon} ${width},${height}" fill="${grey(90, 200)}"/>`,
  ]
  for (let n = 0; n < 10; n += 1) {
    const left = place() < 0.5
    const depth = 0.15 + place() * 0.75
    const x = left ? vanish - 60 - (vanish - 60) * depth : vanish + 60 + (width - vanish - 60) * depth
    const size = 30 + depth * 150
    const y = horizon - 40 - size * place() + (place() - 0.4) * depth * horizon
    parts.push(
      `<rect x="${x - size / 3}" y="${y}" width="${size / 1.6}" height="${size}" fill="${grey(20, 250)}" stroke="${grey(10, 90)}" stroke-width="4"/>`,
    )
  }
  for (let n = 0; n < 7; n += 1) {
    const depth = day()
    const size = 30 + depth * 170
    const x = day() * (width - size)
    const y = horizon + depth * (height - horizon - size * 0.7)
    parts.push(
      day() < 0.5
        ? `<ellipse cx="${x + size / 2}" cy="${y + size / 3}" rx="${size / 2}" ry="${size / 3}" fill="${grey(20, 240, day)}"/>`
        : `<rect x="${x}" y="${y}" width="${size}" height="${size * 0.7}" fill="${grey(20, 240, day)}" transform="rotate(${day() * 30 - 15} ${x} ${y})"/>`,
    )
  }
  // Plaster, dirt and leaves are the place's own; light and shade are the day's.
  const rough = (id: string, frequency: number, from: number): string =>
    `<filter id="${id}" x="0" y="0" width="1" height="1"><feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="2" seed="${from}"/></filter><rect width="${width}" height="${height}" filter="url(#${id})" opacity="0.35"/>`
  parts.push(rough('place', 0.02, seed), rough('day', 0.004, seed * 31 + alike))
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${shown}" height="${shown * 0.75}" viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`
}

/** Numbers between 0 and 1, the same ones for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Such a scene as a JPEG of 4 : 3, so many pixels wide. */
export function scenePhoto(seed: number, { alike = 0, width = 640 } = {}): Promise<Buffer> {
  return sharp(Buffer.from(sceneSvg(seed, alike, width)))
    .jpeg({ quality: 92 })
    .toBuffer()
}
