/** A `like` pattern for texts that hold these words, whatever signs of a pattern stand in them. */
export const likePattern = (words: string): string => `%${words.replaceAll(/[%_\\]/g, '\\$&')}%`
