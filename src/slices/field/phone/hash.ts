/** In lower-case hex, as the server writes it. */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export const sha256OfText = (text: string): Promise<string> => sha256Hex(new TextEncoder().encode(text))
