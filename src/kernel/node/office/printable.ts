// Invisible marks that reorder or hide text: a name carrying one could print as something other than what was checked.
const DIRECTION_MARKS = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
// XML 1.0 has no way to hold these, not even escaped; Word refuses the whole file.
// oxlint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/g
const NOT_XML_HIGH = /[\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}\u{10fffe}\u{10ffff}]/gu

/** Text as it may stand in a document: well-formed Unicode, no control or direction characters; line ends become \n. */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(NOT_XML, '')
    .replace(NOT_XML_HIGH, '\ufffd')
    .replace(DIRECTION_MARKS, '')
}

/** The same on one line. */
export function printableLine(text: string): string {
  return printable(text).replace(/\n+/g, ' ').trim()
}
