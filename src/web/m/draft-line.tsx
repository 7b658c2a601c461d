import { useState } from 'react'
import { sayInstant } from '#kernel/web/days-said.ts'
import { useWords } from '#kernel/web/words.ts'
import type { FoundDraft } from './use-draft.ts'

/** Says that a form goes on where it was left, and lets it be given up, asking once more. */
export function DraftLine({ draft: { found, drop } }: { draft: FoundDraft<unknown> }) {
  const t = useWords()
  const [asked, setAsked] = useState(false)
  if (!found) return null
  return (
    <div className="notice draft" role="status">
      <span>
        {t('接着上次没保存的')} <small>{sayInstant(new Date(found.begunAt).toISOString())}</small>
      </span>
      {asked ? (
        <div className="buttons">
          <button type="button" onClick={drop}>
            {t('确定放弃')}
          </button>
          <button type="button" onClick={() => setAsked(false)}>
            {t('接着填')}
          </button>
        </div>
      ) : (
        <button type="button" onClick={() => setAsked(true)}>
          {t('放弃')}
        </button>
      )}
    </div>
  )
}
