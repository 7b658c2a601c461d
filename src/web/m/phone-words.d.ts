declare module 'virtual:phone-words-hant' {
  /** Every sentence of the phone's app: source text → traditional characters. */
  export const words: Record<string, string>
}
