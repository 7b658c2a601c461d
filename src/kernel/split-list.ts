/** The items of a cell that names several: 市直单位5、区直单位6. Empty items are dropped, the wording is kept. */
export function splitList(text: string): string[] {
  return text
    .split(/[、,\uff0c;\uff1b/\uff0f|\r\n\t]+/)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}
