import { Grid } from 'antd'

/** Whether a panel has room beside the page. */
export function useWide(): boolean {
  return Grid.useBreakpoint().xl !== false
}
