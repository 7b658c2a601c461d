import type { Point } from '#kernel/point.ts'

/** Seven digits are a centimetre; more says nothing. */
const DIGITS = 7

/** 117.0208, 36.6683 → the point; null when these are not two numbers. Chinese commas and degree words are understood. */
export function readPoint(text: string): Point | null {
  const parts = text
    .replaceAll(/[，、;；]/g, ',')
    .replaceAll(/[°度EN东西南北经纬:：]/gi, ' ')
    .trim()
    .split(/[\s,]+/)
  if (parts.length !== 2 || parts.some((part) => !/^-?\d{1,3}(\.\d+)?$/.test(part))) return null
  const [lon, lat] = parts.map((part) => Number(Number(part).toFixed(DIGITS)))
  return [lon!, lat!]
}

/** A slip of a digit lands in the sea or abroad; a community of ours does not. */
export function isInChina([lon, lat]: readonly [number, number]): boolean {
  return lon >= 73 && lon <= 136 && lat >= 3 && lat <= 54
}

export const pointText = ([lon, lat]: Point): string => `${lon}, ${lat}`
