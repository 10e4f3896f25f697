// Lists of edits as people and mischief write them: what is understood, what is refused and how it is told.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits, bytesSource, type LivingCircleError, loadEdits, sayError } from '../../src/index.ts'
import { EDIT_OPS } from '../../src/plan/edits/edit-record.ts'
import { MOST_EDITS, parseEdits } from '../../src/plan/edits/parse-edits.ts'
import { loadSampleTown } from '../sample-analysis.ts'

const words = { categoryOf: (word: string) => ({ id: word === 'clinic' ? word : null, suggestions: ['clinic'] }) }
const parse = (value: unknown) => parseEdits(value, 'plan.json', words)
const text = (value: string) => new TextEncoder().encode(value)

function refusal(value: unknown): LivingCircleError {
  try {
    parse(value)
  } catch (error) {
    return error as LivingCircleError
  }
  throw new Error(`not refused: ${JSON.stringify(value)}`)
}

describe('lists of edits', () => {
  it('name what they do not understand, with the nearest word', () => {
    const at = [1, 2]
    const cases: readonly (readonly [unknown, RegExp, RegExp])[] = [
      [{}, /no list of edits/, /docs\/edits\.md/],
      [[7], /edit 1 is no object/, /op/],
      [[{ op: 'ad-facility' }], /Edit 1: the operation "ad-facility"/, /"add-facility"/],
      [[{}], /the operation ""/, /add-facility/],
      [
        [{ id: 'A', op: 'add-facility', category: 'clinic', at, capcity: 3 }],
        /Edit 1 \(A\).*no key "capcity"/,
        /"capacity"/,
      ],
      [
        [{ op: 'close-facility', facility: 'f', hours: 'x' }],
        /close-facility has no key "hours"/,
        /Its keys|Did you mean/,
      ],
      [[{ op: 'add-facility', category: 'clinc', at }], /"category" is "clinc"/, /"clinic"/],
      [[{ op: 'add-facility', category: 'clinic' }], /needs "at"/, /op/],
      [
        [{ op: 'add-facility', category: 'clinic', at: [39.99, 116.3] }],
        /"at" is \[39.99,116.3\]/,
        /Longitude comes first/,
      ],
      [[{ op: 'add-facility', category: 'clinic', at: '12' }], /takes a position/, /op/],
      [[{ op: 'add-facility', category: 'clinic', at: [1, 2, 3] }], /takes a position/, /op/],
      [[{ op: 'add-facility', category: 'clinic', at: { 0: 1, 1: 2, length: 2 } }], /takes a position/, /op/],
      [[{ op: 'set-capacity', facility: 'f', capacity: -1 }], /takes a number/, /op/],
      [[{ op: 'set-capacity', facility: 'f', capacity: 1e300 }], /takes a number/, /op/],
      [[{ op: 'set-population', block: 'b' }], /needs "population"/, /op/],
      [[{ op: 'open-gate', at, who: 'everyone' }], /one of all, residents/, /op/],
      [[{ op: 'add-path', from: at }], /needs "to"/, /op/],
      [[{ op: 'add-path', from: at, to: at, line: [at, at] }], /"line".*"from"/, /op/],
      [[{ op: 'add-path', line: [at] }], /a list of 2 to/, /op/],
      [
        [
          { id: 'A', op: 'close-facility', facility: 'f' },
          { id: 'A', op: 'close-facility', facility: 'g' },
        ],
        /"A"/,
        /unique/,
      ],
      [Array.from({ length: MOST_EDITS + 1 }, () => ({ op: 'close-facility', facility: 'f' })), /at most/, /Split/],
    ]
    for (const [value, message, hint] of cases) {
      const error = refusal(value)
      expect(error.message).toMatch(message)
      expect(error.hint).toMatch(hint)
      expect(sayError(error, 'zh').message).toMatch(/[\u4e00-\u9fff]/)
    }
  })

  it('have ids of their own, given or made', () => {
    const edit = { op: 'close-facility', facility: 'f' }
    expect(parse([edit, { ...edit, id: 'E1' }, edit, { ...edit, id: 7 }]).map(({ id }) => id)).toEqual([
      'E1-2',
      'E1',
      'E3',
      '7',
    ])
  })

  it('never read keys that are not their own', () => {
    const inherited = Object.create({ op: 'close-facility', facility: 'f' })
    expect(refusal([inherited]).message).toMatch(/operation ""/)
    const polluting = JSON.parse('[{"op":"set-population","block":"b","population":1,"__proto__":{"x":1}}]')
    expect(refusal(polluting).message).toMatch(/no key "__proto__"/)
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  it('are parsed or refused with a reason, whatever they hold', () => {
    const keys = [
      'id',
      'op',
      'at',
      'from',
      'to',
      'line',
      'facility',
      'category',
      'capacity',
      'way',
      'block',
      'note',
      '__proto__',
    ]
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom('clinic', [1, 2], '[1,2]', '1 2', 'way/5', 12),
    )
    const edit = fc
      .dictionary(fc.constantFrom(...keys), value)
      .chain((cells) => fc.constantFrom(...EDIT_OPS, 'x').map((op) => ({ ...cells, op })))
    fc.assert(
      fc.property(fc.oneof(fc.array(edit, { maxLength: 5 }), fc.jsonValue()), (list) => {
        try {
          parse(list)
        } catch (error) {
          expect((error as LivingCircleError).code).toMatch(/^(invalid-option|unknown-option)$/)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('files of edits', () => {
  it('are JSON or tables with the same columns', async () => {
    const json = [
      { id: 'A', op: 'add-facility', category: 'clinic', at: [1.5, 2.5], capacity: 30, name: '=1+1' },
      { id: 'B', op: 'add-path', from: [1, 2], to: [1.1, 2.1] },
      {
        id: 'C',
        op: 'add-path',
        line: [
          [1, 2],
          [1.1, 2.1],
          [1.2, 2],
        ],
      },
    ]
    const csv =
      'id,op,category,at,lon,lat,from,to_lon,to_lat,line,capacity,name\n' +
      'A,add-facility,clinic,,1.5,2.5,,,,,30,=1+1\n' +
      'B,add-path,,,,,"[1, 2]",1.1,2.1,,,\n' +
      ',,,,,,,,,,,\n' +
      'C,add-path,,,,,,,,1 2; 1.1 2.1; 1.2 2,,\n'
    const fromJson = parse((await loadEdits(bytesSource('plan.json', text(`\ufeff ${JSON.stringify(json)}`)))).edits)
    expect(parse((await loadEdits(bytesSource('plan.csv', text(csv)))).edits)).toEqual(fromJson)
  })

  it('tell what is wrong with them', async () => {
    const load = (content: string) => loadEdits(bytesSource('plan', text(content)))
    await expect(load('[{"op":')).rejects.toThrow(/no JSON/)
    await expect(load(`${'['.repeat(100_000)}`)).rejects.toThrow(/no JSON/)
    await expect(load('{"edits": []}')).rejects.toThrow(/no list/)
    await expect(load('id,op,facilty\nA,close-facility,f\n')).rejects.toThrow(/"facilty"/)
    await expect(load('')).rejects.toThrow(/empty/)
    expect((await load('[]')).edits).toEqual([])
  })
})

describe('edits of the sample town', () => {
  it('change nothing where there are none, and say why where they touch nothing', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const none = applyEdits(area, facilities, blocks, [])
    expect([none.area === area, none.facilities === facilities, none.blocks === blocks, none.echo]).toEqual([
      true,
      true,
      true,
      [],
    ])
    const far = [10, 10]
    const { echo, ...after } = applyEdits(area, facilities, blocks, [
      { op: 'close-facility', facility: 'F0' },
      { op: 'close-facility', at: far },
      { op: 'set-capacity', facility: 'F01', capacity: 50 },
      { op: 'add-path', from: far, to: [10.001, 10] },
      { op: 'open-gate', at: far },
      { op: 'close-gate', at: far },
      { op: 'open-gate', compound: 'BY-01', at: [113.579376, 34.811351] },
      { op: 'remove-way', way: 'Main Street' },
      { op: 'set-population', block: 'BY-01', population: 2840 },
      { op: 'set-population', block: 'BY-1', population: 2840 },
      { op: 'add-facility', facility: 'F01', category: 'clinic', at: [113.58, 34.8] },
    ])
    expect(echo.map(({ status }) => status)).toEqual(echo.map(() => 'nothing'))
    expect(echo.map(({ said }) => said[0]!.key)).toEqual([
      'edit.no-facility-but',
      'edit.no-facility-near',
      'edit.capacity-same',
      'edit.path-no-street',
      'edit.no-wall',
      'edit.no-street-to-close',
      'edit.open-already',
      'edit.no-way',
      'edit.people-same',
      'edit.no-block-but',
      'edit.facility-exists',
    ])
    expect([after.area === area, after.facilities.facilities, after.blocks === blocks]).toEqual([
      true,
      facilities.facilities,
      true,
    ])
  })

  it('apply in order, and name the street where a place is linked', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const { echo, facilities: after } = applyEdits(area, facilities, blocks, [
      {
        id: 'new',
        op: 'add-facility',
        category: 'clinic',
        at: [113.59, 34.805],
        name: '新诊所',
        note: 'first',
        cost: 12,
      },
      { op: 'move-facility', facility: 'new', to: [113.591, 34.805] },
      { op: 'close-facility', at: [113.591, 34.805], category: 'clinic' },
      { op: 'set-capacity', facility: 'new', capacity: 3 },
    ])
    expect(echo.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'new applied',
      'E2 applied',
      'E3 applied',
      'E4 nothing',
    ])
    expect(echo[0]).toMatchObject({
      note: 'first',
      cost: 12,
      touched: [{ kind: 'facility', id: 'new', name: '新诊所' }],
    })
    expect(echo[0]!.joins[0]!.way).toMatch(/^way\/\d+$/)
    expect(echo[0]!.joins[0]!.metres).toBeGreaterThan(0)
    expect(after.facilities).toEqual(facilities.facilities)
  })
})
