/** What the address says: /s/CODE or /s/CODE/look, and ?p= the place a sign hangs at. */
export interface Address {
  community: string
  look: boolean
  place: string | null
}

export function readAddress({ pathname, search }: Location): Address {
  const [, , community = '', page = ''] = pathname.split('/')
  return { community: decode(community), look: page === 'look', place: new URLSearchParams(search).get('p') }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
