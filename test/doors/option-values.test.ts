// What an option may be is said where it is given wrongly: a misspelt word with the nearest one, a number as a text without its quotes, a range. Nothing
// is taken in silence.
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import * as library from '../../src/index.ts'
import { loadSampleTown, sampleSource } from '../sample-analysis.ts'

type Options = Readonly<Record<string, unknown>>
type Town = Awaited<ReturnType<typeof loadSampleTown>>

let town: Town
beforeAll(async () => {
  town = await loadSampleTown()
})

const analyse = (options: Options) => library.analyseAccess(town.area, town.facilities, town.blocks, options)
const loadArea = (options: Options) => library.loadArea(sampleSource('town.osm'), options)
const loadFacilities = (options: Options) => library.loadFacilities(town.area, options)
const loadBlocks = (options: Options) => library.loadBlocks(town.area, options)

async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    await call()
  } catch (error) {
    return error
  }
  return 'nothing'
}

const WRONG: readonly (readonly [string, (options: Options) => Promise<unknown>, Options, string])[] = [
  ['minutes as texts', analyse, { minutes: ['15'] }, 'Give the number 15 itself, without quotes.'],
  ['minutes that are no list', analyse, { minutes: 15 }, 'Give a list of numbers, e.g. [5, 10, 15].'],
  ['no minutes', analyse, { minutes: [] }, 'Give a list of numbers, e.g. [5, 10, 15].'],
  ['minutes below 0', analyse, { minutes: [-5] }, 'Give a list of numbers, e.g. [5, 10, 15].'],
  ['minutes that are none', analyse, { minutes: [Number.NaN] }, 'Give a list of numbers, e.g. [5, 10, 15].'],
  ['minutes with a hole', analyse, { minutes: [5, undefined] }, 'Give a list of numbers, e.g. [5, 10, 15].'],
  ['metres as a text', analyse, { metres: '500' }, 'Give the number 500 itself, without quotes.'],
  ['maxLinkMetres as a text', analyse, { maxLinkMetres: '50' }, 'Give the number 50 itself, without quotes.'],
  ['maxLinkMetres that is none', analyse, { maxLinkMetres: Number.NaN }, 'It must be a number from 0 to 100000.'],
  ['demand', analyse, { demand: 'gate' }, 'Did you mean "gates"?'],
  ['direction', analyse, { direction: 'tofacility' }, 'Did you mean "toFacility"?'],
  ['servingRule', analyse, { servingRule: 'fairer' }, 'Did you mean "fair"?'],
  ['title', analyse, { title: 7 }, 'It is 7.'],
  ['private', loadArea, { private: 'resident' }, 'Did you mean "residents"?'],
  ['from', loadFacilities, { from: 'OMS' }, 'It is one of these: osm, files, both.'],
  ['from, nearly', loadFacilities, { from: 'file' }, 'Did you mean "files"?'],
  ['files that are not there', loadFacilities, { from: 'files' }, 'Give files, or from: "osm"'],
  ['closed', loadBlocks, { closed: 'gate' }, 'Did you mean "gates"?'],
]

describe('a value that an option cannot have', () => {
  it.each(WRONG)('%s', async (_, call, options, hint) => {
    const error = await thrownBy(() => call(options))
    expect(error).toMatchObject({ name: 'LivingCircleError', hint: expect.stringContaining(hint) })
    expect(library.sayError(error as library.LivingCircleError, 'zh').hint).toMatch(/[\u4e00-\u9fff]/)
  })
})

const OPTIONS =
  'minutes metres profile restMetres categories maxLinkMetres demand standard title former within at hours levels direction demandRates servingRule'
const anything = fc.oneof(
  fc.constantFrom(
    null,
    Number.NaN,
    Infinity,
    -1,
    0,
    1e300,
    '',
    '15',
    true,
    [],
    {},
    [[]],
    [null],
    ['15'],
    [Number.NaN],
    new Date(0),
  ),
  fc.anything({ maxDepth: 2 }),
)

describe('anything as any option of the front door', () => {
  it('is taken or refused by name, never by an error of the language', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...OPTIONS.split(' ')), anything, async (option, value) => {
        const error = await thrownBy(() => analyse({ [option]: value }))
        if (error !== 'nothing' && !library.isLivingCircleError(error)) throw error
      }),
      { numRuns: 150, seed: 14 },
    )
  }, 60_000)

  it('of loaders, too', async () => {
    const cases = [
      [loadFacilities, 'encoding delimiter sheet mapping crs files from defaultCategory mappings'],
      [loadBlocks, 'encoding delimiter sheet mapping crs file gates compounds closed totals gatesMapping'],
      [loadArea, 'tagKeys maxElements heights private heightsCrs inflate'],
    ] as const
    const one = fc.constantFrom(...cases.flatMap(([call, names]) => names.split(' ').map((name) => ({ call, name }))))
    await fc.assert(
      fc.asyncProperty(one, anything, async ({ call, name }, value) => {
        const table =
          name === 'file' || name === 'files'
            ? {}
            : call === loadFacilities
              ? { files: [sampleSource('facilities.csv')] }
              : {}
        const error = await thrownBy(() => call({ ...table, [name]: value }))
        if (error !== 'nothing' && !library.isLivingCircleError(error)) throw error
      }),
      { numRuns: 150, seed: 14 },
    )
  }, 60_000)
})
