import { useWords } from '#kernel/web/words.ts'
import type { CaseFull } from '#slices/cases/view-schema.ts'
import { byDue, dueWords } from './due.ts'
import { today } from './today.ts'

/** Problems, what runs out first standing first. */
export function CaseList({ cases }: { cases: CaseFull[] }) {
  const t = useWords()
  const day = today()
  return (
    <ul className="list">
      {cases.toSorted(byDue).map((one) => {
        const { words, urgent } = dueWords(one, day, t)
        return (
          <li key={one.id}>
            <a href={`#/case/${one.id}`}>
              <strong>{one.issue}</strong>
              <small>
                {one.place}
                {one.place && words && ' · '}
                {urgent ? <em>{words}</em> : words}
              </small>
            </a>
          </li>
        )
      })}
    </ul>
  )
}
