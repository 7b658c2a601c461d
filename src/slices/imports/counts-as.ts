import { sameUnit } from '#kernel/units.ts'

/**
 * Words an office writes for what one record counts in a given unit. Not a conversion: within a single activity 28人
 * taking part are 28人次, and a heap of rubbish counted 个 is one 处. 吨, 立方 and 车 appear in no list together.
 */
const FOR: Record<string, string[]> = {
  人次: ['人', '名', '位', '次'],
  户次: ['户', '次', '家'],
  场次: ['场', '次', '期'],
  次: ['场', '场次', '期'],
  人: ['人次', '名', '位'],
  处: ['个', '块', '堆', '点', '座', '面', '台', '幅', '张', '条', '件'],
  条: ['张', '处', '个', '份', '篇'],
  辆: ['台', '辆次', '车次'],
  户: ['家', '个', '处', '摊'],
  间: ['处', '个', '座'],
  栋: ['座', '个', '楼栋'],
  家: ['户', '个', '处', '间'],
  个: ['家', '处', '所', '户', '项'],
  份: ['张', '册', '本'],
  块: ['个', '处', '面'],
  支: ['个', '队'],
}

/** Whether a quantity written in `written` may stand in a field counted in `unit`. Both folded. */
export function countsAs(written: string, unit: string): boolean {
  return sameUnit(written, unit) || (FOR[unit] ?? []).some((word) => sameUnit(word, written))
}
