import type { FigurePeriod } from '#kernel/figure.ts'
import { saySpan } from '#kernel/web/days-said.ts'
import { i18n } from '#kernel/web/words.ts'
import { periodText } from '../period.ts'

/** 2020年第二季度, as the report itself says it; days where the page is not Chinese. */
export function sayPeriod(period: FigurePeriod): string {
  return i18n.locale === 'en' ? saySpan(period.from, period.to) : periodText(period)
}
