/** 13800001234 → 138****1234; shorter numbers show two digits on each side, the shortest none. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  if (digits === '') return ''
  if (digits.length >= 11) return `${digits.slice(0, 3)}****${digits.slice(-4)}`
  return digits.length >= 7 ? `${digits.slice(0, 2)}****${digits.slice(-2)}` : '****'
}

// Mobile numbers, and fixed ones with their area code; not the digits inside an id or a longer number.
const PHONE = /(?<![0-9A-Za-z])(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]\d{7,8})(?![0-9A-Za-z])/g

/**
 * The same answer with every telephone number in it masked, for readers who may see none: what came out of a workbook
 * stands there as the office wrote it, wherever that was. Fields named `phone` are masked whatever they look like.
 */
export function hidePhones<T>(shown: T): T {
  return hide(shown, '') as T
}

function hide(value: unknown, key: string): unknown {
  if (typeof value === 'string') return key === 'phone' ? maskPhone(value) : value.replace(PHONE, maskPhone)
  if (Array.isArray(value)) return value.map((item) => hide(item, key))
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, hide(item, name)]))
}
