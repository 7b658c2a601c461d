declare module 'virtual:snap-words-hant' {
  /** Every sentence of the public page: source text → traditional characters. */
  export const words: Record<string, string>
}
