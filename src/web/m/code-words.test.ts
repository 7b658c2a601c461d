import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SEVERITIES, SEVERITY_LABEL } from '#slices/cases/schema.ts'
import { STEP_LABEL } from '#slices/cases/step-schema.ts'
import { CaseAct, PhotoFact, StepAct } from '#slices/field/schema.ts'
import { PHOTO_ROLE_LABEL } from '#slices/ledger/schema.ts'
import { PICTURE_FAULT_WORDS, ROLE_WORDS, SEVERITY_WORDS, STEP_WORDS } from './code-words.ts'
import { words } from './words.en.ts'

const only = (codes: readonly string[], table: Record<string, string>): Record<string, string | undefined> =>
  Object.fromEntries(codes.map((code) => [code, table[code]]))

/** The phone's tables stand beside the office's, which would bring the schemas' library to the phone. */
describe('the words of codes on the phone', () => {
  it('are those of the office, for every code a phone may send', () => {
    assert.deepEqual(STEP_WORDS, only(StepAct.shape.step.options, STEP_LABEL))
    assert.deepEqual(SEVERITY_WORDS, only(CaseAct.shape.severity.options, SEVERITY_LABEL))
    assert.deepEqual(ROLE_WORDS, only(PhotoFact.shape.role.options, PHOTO_ROLE_LABEL))
  })
  it('stand in the same order, mildest first', () => {
    assert.deepEqual(Object.keys(SEVERITY_WORDS), [...SEVERITIES])
  })
  it('are said in English too', () => {
    for (const table of [STEP_WORDS, SEVERITY_WORDS, ROLE_WORDS, PICTURE_FAULT_WORDS])
      for (const word of Object.values(table)) assert.ok(words[word], word)
  })
})
