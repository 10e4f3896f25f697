// Profiles of other people's making: what is no speed is refused wherever a profile goes in.
import { describe, expect, it } from 'vitest'
import { isLivingCircleError, type WalkProfile } from '../../src/index.ts'
import { analyseAccess } from '../../src/job/analyse.ts'
import { loadProfile } from '../../src/job/load-profile.ts'
import { checkProfile, parseWalkProfile, profileAtSpeed } from '../../src/network/check-profile.ts'
import { buildImpedance } from '../../src/network/impedance.ts'
import { limitInMetres } from '../../src/network/limit-in-metres.ts'
import { walkProfile } from '../../src/network/profile.ts'
import { WALK_PROFILES } from '../../src/network/profile-list.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { prepareStudy } from '../../src/study/access-study.ts'
import { countCatchmentPeople } from '../../src/study/catchment-people.ts'
import { loadSampleTown } from '../sample-analysis.ts'

/** Code and hint of what is thrown. */
async function refusal(attempt: () => unknown): Promise<{ code: string; message: string; hint: string } | 'nothing'> {
  try {
    await attempt()
  } catch (error) {
    if (!isLivingCircleError(error)) throw error
    return { code: error.code, message: error.message, hint: error.hint ?? '' }
  }
  return 'nothing'
}

const BAD: readonly (readonly [string, unknown])[] = [
  ['walkMetresPerSecond', 0],
  ['walkMetresPerSecond', -1.25],
  ['walkMetresPerSecond', Number.NaN],
  ['walkMetresPerSecond', Infinity],
  ['walkMetresPerSecond', '1.25'],
  ['walkMetresPerSecond', undefined],
  ['walkMetresPerSecond', null],
  ['walkMetresPerSecond', 101],
  ['stepsTimeFactor', 0],
  ['stepsTimeFactor', Number.NaN],
  ['stepsTimeFactor', undefined],
  ['stepsTimeFactor', -Infinity],
  ['crossingWaitSeconds', -1],
  ['crossingWaitSeconds', Number.NaN],
  ['crossingWaitSeconds', Infinity],
]

describe('a profile with a number that is none', () => {
  it.each(BAD)('%s = %s is refused by every function that takes a profile', async (field, value) => {
    const profile = { ...walkProfile('adult'), id: 'mine', [field]: value } as WalkProfile
    const { area, facilities, blocks } = await loadSampleTown()
    const attempts: (() => unknown)[] = [
      () => checkProfile(profile),
      () => buildImpedance(area.network, profile, 'time'),
      () => buildImpedance(area.network, profile, 'distance'),
      () => analyseAccess(area, facilities, blocks, { profile }),
      () => countCatchmentPeople(area.network, [], blocks.blocks, { profile }),
      () =>
        prepareStudy(area.network, facilities.facilities, blocks.blocks, {
          ...{ profile, maxLinkMetres: 200, demand: 'auto', direction: 'toFacility', categories: ['park'] },
        }),
      ...(field === 'walkMetresPerSecond' ? [() => limitInMetres('time', 15, profile)] : []),
    ]
    for (const attempt of attempts) {
      const told = await refusal(attempt)
      expect(told).toMatchObject({ code: 'invalid-option' })
      if (told !== 'nothing') expect(told.message + told.hint).toMatch(new RegExp(`"${field}".*Give a (number|factor)`))
    }
  })

  it('is none of the built-in ones, nor one at the bounds', () => {
    for (const profile of WALK_PROFILES) expect(checkProfile(profile)).toBe(profile)
    const slowest = { ...walkProfile('adult'), walkMetresPerSecond: 0.01, stepsTimeFactor: 1000 }
    expect(checkProfile({ ...slowest, crossingWaitSeconds: 86_400 }).walkMetresPerSecond).toBe(0.01)
  })
})

describe('a profile at another speed', () => {
  it('says so in its id and names, and is otherwise the same', () => {
    expect(profileAtSpeed(walkProfile('wheelchair'), 0.64)).toEqual({
      ...walkProfile('wheelchair'),
      id: 'wheelchair@0.64',
      nameEn: 'wheelchair at 0.64 m/s',
      nameZh: '轮椅使用者（0.64 米/秒）',
      walkMetresPerSecond: 0.64,
    })
  })
  it.each([0, -1, Number.NaN, Infinity])('is refused at %s', async (speed) => {
    expect(await refusal(() => profileAtSpeed(walkProfile('adult'), speed))).toMatchObject({ code: 'invalid-option' })
  })
})

describe('a profile from a file', () => {
  const parse = (text: string) => loadProfile(bytesSource('mine.json', new TextEncoder().encode(text)))

  it('takes what it leaves out from the one that it is based on, else from adults', async () => {
    expect(await parse('{"id": "cane", "basedOn": "frail", "nameZh": "拄杖者", "walkMetresPerSecond": 0.55}')).toEqual({
      ...{ id: 'cane', nameEn: 'cane', nameZh: '拄杖者' },
      ...{ walkMetresPerSecond: 0.55, stepsTimeFactor: 3, crossingWaitSeconds: 0 },
    })
    expect(await parse('\ufeff{"id": "pram", "stepsTimeFactor": null, "crossingWaitSeconds": 12.5}')).toEqual({
      ...{ id: 'pram', nameEn: 'pram', nameZh: 'pram' },
      ...{ walkMetresPerSecond: 1.25, stepsTimeFactor: null, crossingWaitSeconds: 12.5 },
    })
  })

  it.each<[string, string, RegExp]>([
    ['no JSON', '{id: cane}', /^input-format: mine\.json is no JSON/],
    ['no object', '[1]', /^invalid-option: A walking profile is an object/],
    ['nothing', 'null', /^invalid-option: A walking profile is an object/],
    ['no id', '{"walkMetresPerSecond": 1}', /^invalid-option: .*needs an id/],
    ['an id that is no text', '{"id": 7}', /^invalid-option: .*needs an id/],
    ['an id with control characters', '{"id": "a\\u0007"}', /^invalid-option: .*needs an id/],
    ['an id that is taken', '{"id": "older"}', /^invalid-option: The id "older" belongs/],
    ['names that are none', '{"id": "a", "nameEn": ["b"]}', /^invalid-option: The names of the profile "a"/],
    [
      'a slip of a key',
      '{"id": "a", "walkMetersPerSecond": 1}',
      /^unknown-option: mine.*Did you mean "walkMetresPerSecond"/,
    ],
    [
      'a key of all objects',
      '{"id": "a", "__proto__": {"walkMetresPerSecond": 9}}',
      /^unknown-option: mine.*"__proto__"/,
    ],
    [
      'a base that is none',
      '{"id": "a", "basedOn": "oldr"}',
      /^invalid-option: "basedOn" is "oldr".*Profiles: adult, older/,
    ],
    ['a speed of 0', '{"id": "a", "walkMetresPerSecond": 0}', /^invalid-option: .*is 0.*from 0.01 to 100/],
    ['a speed beyond numbers', '{"id": "a", "walkMetresPerSecond": 1e999}', /^invalid-option: .*is Infinity/],
    ['a speed that is none', '{"id": "a", "walkMetresPerSecond": null}', /^invalid-option: .*is null/],
    ['a file of another kind', `{"id": "${'x'.repeat(70_000)}"}`, /^input-too-large: mine\.json: 70,010 bytes/],
  ])('with %s is refused', async (_, text, expected) => {
    const told = await refusal(() => parse(text))
    expect(told === 'nothing' ? told : `${told.code}: ${told.message} ${told.hint}`).toMatch(expected)
  })

  it('does not change the prototype of objects', () => {
    expect(() => parseWalkProfile(JSON.parse('{"id": "a", "__proto__": {"polluted": 1}}'), 'mine')).toThrow()
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})
