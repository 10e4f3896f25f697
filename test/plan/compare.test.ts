// Two answers compared: sums against a plain count over blocks, laws of edits, what is refused, and why nothing differs.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccessReport } from '../../src/answer/access-report.ts'
import { analyseAccess, analyseScenario, applyEdits, compareAnswers, type LivingCircleError } from '../../src/index.ts'
import { loadAnswer, saveAnswer } from '../../src/parts.ts'
import { analyseSampleTown, loadSampleTown } from '../sample-analysis.ts'
import { loadTown, measure, towns } from './edit-town.ts'

const CATEGORIES = ['clinic', 'kindergarten', 'supermarket']

/** People within a limit in one answer, and those gained and lost, block by block. */
function countPlainly(before: AccessReport, after: AccessReport, column: number, limit: number) {
  let [gained, lost] = [0, 0]
  before.blocks.forEach((block, row) => {
    const { categoryCount, limitCount } = before.table
    const cell = (row * categoryCount + column) * limitCount + limit
    const [old, now] = [before.table.share[cell]!, after.table.share[cell]!]
    if (Number.isNaN(old) || Number.isNaN(now)) return
    const people = after.blocks[row]!.people.population ?? 0
    expect(after.blocks[row]!.id).toBe(block.id)
    if (now > old) gained += people * (now - old)
    else lost += people * (old - now)
  })
  return { gained, lost }
}

describe('comparison of two answers', () => {
  it('adds up, and says what a plain count says', async () => {
    let gaining = 0
    await fc.assert(
      fc.asyncProperty(towns, fc.nat(9), fc.nat(5000), fc.nat(5000), fc.nat(900), async (town, pick, x, y, people) => {
        const { area, facilities, blocks } = await loadTown(town)
        const edits = [
          { op: 'add-facility', category: 'clinic', at: [x * 1e-6, y * 1e-6] },
          { op: 'close-facility', facility: town.facilities[pick % town.facilities.length]!.id },
          { op: 'set-population', block: town.blocks[pick % town.blocks.length]!.id, population: people },
        ]
        const options = { minutes: [2, 5], categories: CATEGORIES }
        const before = (await analyseAccess(area, facilities, blocks, options)).report
        const { report } = await analyseScenario(area, facilities, blocks, edits, options)
        const { kinds, blocks: count } = report.scenario!.changes
        gaining += count.gaining
        kinds.forEach(({ shares, hadData, hasData }, at) => {
          for (const { before: old, after, gained, lost, appeared, vanished, moved } of shares) {
            expect(after).toBeCloseTo(old + gained - lost + appeared - vanished + moved, 6)
          }
          const share = shares.find(({ measure: name }) => name === 'population')!
          const column = Math.floor(at / 2)
          if (hadData && hasData) {
            const { gained, lost } = countPlainly(before, report, column, at % 2)
            expect([share.gained, share.lost]).toEqual([expect.closeTo(gained, 6), expect.closeTo(lost, 6)])
          }
          // A kind whose last place an edit closes serves nobody: that is known.
          if (hadData && !hasData) expect(share.lost).toBeGreaterThanOrEqual(0)
        })
      }),
      { numRuns: 40 },
    )
    expect(gaining).toBeGreaterThan(0)
  })

  it('finds nothing between an answer and itself, and everything turned round the other way about', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const edits = [
      { op: 'close-facility', facility: 'F02' },
      { op: 'add-facility', category: 'clinic', at: [113.6, 34.8] },
    ]
    const options = { categories: ['elderly_day_care', 'clinic', 'pharmacy'] }
    const before = (await analyseAccess(area, facilities, blocks, options)).report
    const { scenario, ...after } = (await analyseScenario(area, facilities, blocks, edits, options)).report
    const same = compareAnswers(before, before)
    expect([same.changed, same.blocks.gaining, same.walks]).toEqual([[], 0, { shorter: 0, longer: 0 }])
    expect(same.why.map(({ key }) => key)).toEqual(['change.no-walk-differs'])
    const [there, back] = [compareAnswers(before, after), compareAnswers(after, before)]
    expect(there.blocks.losing).toBeGreaterThan(0)
    expect([back.blocks.gaining, back.blocks.losing]).toEqual([there.blocks.losing, there.blocks.gaining])
    expect(back.walks).toEqual({ shorter: there.walks.longer, longer: there.walks.shorter })
    expect(Array.from(back.shareBefore)).toEqual(Array.from(there.shareAfter))
    there.kinds.forEach(({ shares }, at) => {
      shares.forEach(({ gained, lost }, measured) => {
        expect(back.kinds[at]!.shares[measured]).toMatchObject({ gained: lost, lost: gained })
      })
    })
    expect(scenario!.changes.kinds.length).toBe(9)
  })

  it('sums places to the whole', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const { report } = await analyseScenario(area, facilities, blocks, [{ op: 'close-facility', facility: 'F02' }])
    const { places, kinds } = report.scenario!.changes
    const kind = kinds.find(({ category, limit }) => category === 'elderly_day_care' && limit === 15)!
    const lost = places
      .filter(({ level, category, limit }) => level === 'district' && category === 'elderly_day_care' && limit === 15)
      .reduce((sum, place) => sum + place.lost, 0)
    expect(lost).toBeGreaterThan(0)
    expect(lost).toBeCloseTo(kind.shares.find(({ measure: name }) => name === kind.headline)!.lost, 6)
  })

  it('refuses unlike methods by name, and lists what is allowed', async () => {
    const base = (await analyseSampleTown({ categories: ['clinic', 'pharmacy'] })).report
    const cases: readonly (readonly [string, AccessReport])[] = [
      ['model', { ...base, modelVersion: '0.1' }],
      ['profile', (await analyseSampleTown({ categories: ['clinic', 'pharmacy'], profile: 'older' })).report],
      ['limits', (await analyseSampleTown({ categories: ['clinic', 'pharmacy'], minutes: [10, 15] })).report],
      ['basis', (await analyseSampleTown({ categories: ['clinic', 'pharmacy'], metres: [5, 10, 15] })).report],
      ['kinds', (await analyseSampleTown({ categories: ['clinic'] })).report],
      ['blocks', { ...base, blocks: base.blocks.map((block, at) => (at === 0 ? { ...block, id: 'another' } : block)) }],
      ['links', (await analyseSampleTown({ categories: ['clinic', 'pharmacy'], maxLinkMetres: 100 })).report],
      ['demand', (await analyseSampleTown({ categories: ['clinic', 'pharmacy'], demand: 'point' })).report],
    ]
    for (const [part, other] of cases) {
      let error: LivingCircleError | null = null
      try {
        compareAnswers(base, other)
      } catch (thrown) {
        error = thrown as LivingCircleError
      }
      expect([part, error?.code]).toEqual([part, 'disagreement'])
      const unlike = (error!.details.unlike as { part: string }[]).map((one) => one.part)
      expect(unlike).toContain(part)
      const changes = compareAnswers(base, other, { allow: unlike as never })
      expect(changes.allowed.map((one) => one.part)).toEqual(unlike)
      // Limits are compared by value where any are alike.
      if (part === 'limits') expect(changes.limits).toEqual([10, 15])
      if (part === 'blocks') expect(changes.blocks).toMatchObject({ onlyBefore: 1, onlyAfter: 1 })
    }
    expect(() => compareAnswers(base, base, { allow: ['speed' as never] })).toThrow(/"speed"/)
  })

  it('says why nothing differs', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const why = async (...edits: object[]) => {
      const { report } = await analyseScenario(area, facilities, blocks, edits, {
        categories: ['pharmacy'],
        minutes: [15],
      })
      return report.scenario!.changes.why.map(({ key }) => key)
    }
    expect(await why({ op: 'close-facility', facility: 'nobody' })).toEqual(
      ['change.edit-nothing', 'change.no-walk-differs'].slice(0, 1),
    )
    expect(await why({ op: 'set-capacity', facility: 'F02', capacity: 1 })).toEqual(['change.edit-capacity'])
    expect(await why({ op: 'close-facility', facility: 'F02' })).toEqual(['change.edit-no-nearest'])
    expect(
      await why({
        op: 'add-path',
        line: [
          [113.61092, 34.80479],
          [113.6111, 34.8045],
          [113.6113, 34.8046],
        ],
      }),
    ).toContain('change.edit-no-walk')
    const near = facilities.facilities.find(({ category }) => category === 'pharmacy')!
    const [lon, lat] = near.lonLat
    expect(await why({ op: 'add-facility', category: 'pharmacy', at: [lon + 0.0004, lat] })).toEqual([
      'change.walks-only',
    ])
  })

  it('travels with a saved answer', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const edits = [
      { op: 'close-facility', facility: 'F02', note: '关停' },
      { op: 'add-path', from: [113.60942, 34.80539], to: [113.61088, 34.80478] },
    ]
    const { report } = await analyseScenario(area, facilities, blocks, edits)
    expect(loadAnswer(saveAnswer(report)).report).toEqual(report)
    const broken = {
      ...report,
      scenario: { ...report.scenario!, changes: { ...report.scenario!.changes, shareAfter: new Float64Array(1) } },
    }
    expect(() => loadAnswer(saveAnswer(broken))).toThrow(/shareAfter/)
  })
})

describe('laws of edits', () => {
  it('a place more lengthens no walk, a place less shortens none; a street more or less likewise', async () => {
    await fc.assert(
      fc.asyncProperty(towns, fc.nat(100), fc.nat(5000), fc.nat(5000), async (town, pick, x, y) => {
        const { area, facilities, blocks } = await loadTown({ ...town, compounds: {} })
        const walks = async (...edits: object[]) => {
          const { report } = await measure(applyEdits(area, facilities, blocks, edits))
          return Array.from(report.table.walkSeconds, (seconds) => (Number.isNaN(seconds) ? Infinity : seconds))
        }
        const base = await walks()
        const opened = await walks({ op: 'add-facility', category: 'clinic', at: [x * 1e-6, y * 1e-6] })
        for (const [at, seconds] of opened.entries()) expect(seconds).toBeLessThanOrEqual(base[at]!)
        const closed = await walks({
          op: 'close-facility',
          facility: town.facilities[pick % town.facilities.length]!.id,
        })
        for (const [at, seconds] of closed.entries()) expect(seconds).toBeGreaterThanOrEqual(base[at]!)
      }),
      { numRuns: 40 },
    )
  })

  it('a path there and away again is no path', async () => {
    await fc.assert(
      fc.asyncProperty(towns, fc.nat(3000), fc.nat(3000), async (town, x, y) => {
        const { area, facilities, blocks } = await loadTown(town)
        const path = { id: 'p', op: 'add-path', from: [x * 1e-6, y * 1e-6], to: [(x + 900) * 1e-6, y * 1e-6] }
        const { echo, area: laid } = applyEdits(area, facilities, blocks, [path])
        if (echo[0]!.status === 'nothing') {
          expect(laid).toBe(area)
          return
        }
        const both = applyEdits(area, facilities, blocks, [path, { op: 'remove-way', way: 'p' }])
        expect(both.echo[1]!.status).toBe('applied')
        const [one, other] = [await measure({ area, facilities, blocks }), await measure(both)]
        // The junctions that the path has left behind round a walk anew, by a millisecond each.
        one.report.table.walkSeconds.forEach((seconds, at) => {
          const again = other.report.table.walkSeconds[at]!
          if (Number.isNaN(seconds)) expect(again).toBeNaN()
          else expect(Math.abs(again - seconds)).toBeLessThan(0.0305)
        })
      }),
      { numRuns: 30 },
    )
  })
})
