import { expect, it } from 'vitest'
import { GAP_ACTIONS } from '../../src/answer/gap-action.ts'
import { suggestedAction } from '../../src/report/layers/suggested-action.ts'

it('says every first step at a gap in both languages, each differently', () => {
  const said = GAP_ACTIONS.map((action) => suggestedAction({ action }))
  expect(said.map(({ code }) => code)).toEqual(GAP_ACTIONS)
  expect(new Set(said.map(({ textEn }) => textEn)).size).toBe(GAP_ACTIONS.length)
  expect(said.every(({ textZh }) => /\p{Script=Han}/u.test(textZh))).toBe(true)
})
