// What is no file, area, facilities or blocks is named as that: no TypeError of the engine's comes out of loaders and the analysis.
import { describe, expect, it } from 'vitest'
import * as library from '../../src/index.ts'
import * as parts from '../../src/parts.ts'
import { loadSampleTown } from '../sample-analysis.ts'

type Call = (...given: unknown[]) => unknown
const all = { ...parts, ...library } as unknown as Readonly<Record<string, Call>>

const NASTY: readonly unknown[] = [undefined, null, 0, Number.NaN, 'streets.osm.pbf', true, {}, [], Promise.resolve({})]
const FILES =
  'loadArea loadEdits loadDemandRates loadFieldAnswers loadProfile loadRejectedRows loadRemedyCosts loadValues loadVoices loadStandard loadPlaceTemplate readOsm'
const AREAS = 'loadBlocks loadFacilities loadStudyArea loadCandidates namedStudyArea closeCompounds analyseAccess'

async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    await call()
  } catch (error) {
    return error
  }
  return 'nothing'
}

const refusal = (parameter: string) =>
  expect.objectContaining({
    name: 'LivingCircleError',
    code: 'invalid-option',
    details: expect.objectContaining({ parameter }),
    hint: expect.stringContaining('awaited'),
  })

describe('what was handed over is what it is meant to be', () => {
  it.each(FILES.split(' '))('%s refuses what is no file', async (name) => {
    for (const value of NASTY)
      expect([value, await thrownBy(() => all[name]!(value))]).toEqual([value, refusal('file')])
  })

  it.each(AREAS.split(' '))('%s refuses what is no area', async (name) => {
    for (const value of NASTY)
      expect([value, await thrownBy(() => all[name]!(value))]).toEqual([value, refusal('area')])
  })

  it('the analysis refuses facilities and blocks that are none', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    for (const value of NASTY) {
      expect(await thrownBy(() => all.analyseAccess!(area, value, blocks))).toEqual(refusal('facilities'))
      expect(await thrownBy(() => all.analyseAccess!(area, facilities, value))).toEqual(refusal('blocks'))
    }
  })
})
