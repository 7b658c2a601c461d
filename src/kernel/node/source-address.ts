/**
 * Whom a limit counts by: an IPv4 address, or the half of an IPv6 address that names the network, because one machine
 * owns all the rest.
 */
export function sourceAddress(ip: string | undefined): string {
  // A connection that is gone already has no address any more.
  const plain = (ip ?? '').toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('%')[0]!.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const gap = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return (
    [...left, ...gap, ...right]
      .slice(0, 4)
      .map((group) => group.replace(/^0+(?=.)/, ''))
      .join(':') + '::/64'
  )
}
