import type { CSSProperties } from 'react'

/** Grounds and inks of tags, each pair with a contrast of more than 7 to 1; the library's own are too pale to read. */
export const TONES = {
  blue: { background: '#e6edf7', color: '#163d70', borderColor: '#b5c8e2' },
  yellow: { background: '#fff1cf', color: '#5c3c00', borderColor: '#e6cd8d' },
  green: { background: '#e3f1e4', color: '#1d4f22', borderColor: '#b4d6b6' },
  red: { background: '#fdeceb', color: '#7f1812', borderColor: '#e7b5b1' },
  grey: { background: '#eef1f5', color: '#28313d', borderColor: '#cfd6de' },
} satisfies Record<string, CSSProperties>
