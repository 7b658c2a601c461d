/** Writes where the cursor is, as if typed, so that the browser's own undo takes it back. `alone`: on a line of its own. */
export function writeAtCursor(area: HTMLTextAreaElement, slot: string, alone: boolean): void {
  const before = area.value.slice(0, area.selectionStart)
  const after = area.value.slice(area.selectionEnd)
  const text = alone
    ? `${gap(before.match(/\n*$/)![0].length, before)}${slot}${gap(after.match(/^\n*/)![0].length, after)}`
    : slot
  area.focus()
  if (document.execCommand('insertText', false, text)) return
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end')
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Selects a line, counted from 1, and brings it into sight. */
export function selectLine(area: HTMLTextAreaElement, line: number): void {
  const lines = area.value.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0)
  area.focus()
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
  // A browser scrolls to the end of a selection only when it is typed into; lines before it tell roughly where it is.
  const share = start / Math.max(1, area.value.length)
  area.scrollTop = Math.max(0, share * area.scrollHeight - area.clientHeight / 3)
}

function gap(there: number, beside: string): string {
  return beside === '' ? '' : '\n'.repeat(Math.max(0, 2 - there))
}
