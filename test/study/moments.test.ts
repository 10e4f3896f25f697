// Coverage at moments of the week: arithmetic on a scene, the same run without what is closed, three values, gates with hours.
import { describe, expect, it } from 'vitest'
import { ACCESS_NO_DATA } from '../../src/answer/access-table.ts'
import { loadAnswer, saveAnswer } from '../../src/answer/saved-answer.ts'
import { VERDICT_NAMES } from '../../src/answer/verdict-share.ts'
import {
  type AccessReport,
  type AnalyseOptions,
  analyseAccess,
  isLivingCircleError,
  standardPack,
} from '../../src/index.ts'
import { closeCompounds } from '../../src/job/close-compounds.ts'
import type { CompoundGate } from '../../src/normalise/places/compound-record.ts'
import type { FacilityRecord } from '../../src/normalise/places/facility-record.ts'
import { openStateAt, readHours, readMoment } from '../../src/normalise/places/opening-hours.ts'
import { toHoursCsv } from '../../src/report/tables/hours-csv.ts'
import { loadSampleTown } from '../sample-analysis.ts'
import { at, east, from, north, scene } from '../scene/build-scene.ts'
import { areaOfText, loadedBlocks, loadedFacilities } from '../scene/walk-scene.ts'

/** A street with a block in the middle and clinics at 200, 500 and 900 m. */
const street = scene('street', 'One street.', [14, 35])
  .street('Street', 'residential', [from(0, 0), east(1000), east(1000)])
  .facility('near', 'clinic', at(1200, 0))
  .facility('middle', 'clinic', at(1500, 0))
  .facility('far', 'clinic', at(1900, 0))
  .block('b', at(1000, 0))

async function analyseStreet(hours: Readonly<Record<string, string | null>>, options: AnalyseOptions) {
  const area = await areaOfText(street.name, street.toOsmXml())
  const facilities = street.toFacilities().map((one): FacilityRecord => ({ ...one, hours: hours[one.id] ?? null }))
  return (await analyseAccess(area, loadedFacilities(facilities), loadedBlocks(street.toBlocks()), options)).report
}

const nearestOf = ({ table, facilities }: AccessReport) => facilities[table.facility[0]!]?.id ?? null
const verdictsOf = ({ facts }: AccessReport) => Array.from(facts.verdict, (value) => VERDICT_NAMES[value])

describe('a street at a moment', () => {
  const hours = { near: 'Mo-Fr 08:00-17:00', middle: '周一至周五 8:00-12:00；周六 9:00-12:00', far: '24/7' }

  it.each([
    ['Tu 10:00', 'near'],
    ['Tu 16:59', 'near'],
    ['Tu 17:00', 'far'],
    ['周六 10:00', 'middle'],
    ['Su 10:00', 'far'],
  ])('at %s the nearest is %s', async (moment, nearest) => {
    const report = await analyseStreet(hours, { metres: [300, 600, 1000], at: moment })
    expect(nearestOf(report)).toBe(nearest)
    const metres = { near: 200, middle: 500, far: 900 }[nearest]!
    expect(Array.from(report.table.share)).toEqual([300, 600, 1000].map((limit) => (metres <= limit ? 1 : 0)))
    expect(report.table.certainShare).toEqual(report.table.share)
    expect(report.hours![0]!.facilities.unknown).toBe(0)
  })

  it('knows three values: certain, possible, not', async () => {
    const report = await analyseStreet(
      { near: 'by appointment', far: '24/7', middle: 'off' },
      { metres: [100, 300, 1000], at: 'Tu 10:00' },
    )
    expect(Array.from(report.table.share)).toEqual([0, 1, 1])
    expect(Array.from(report.table.certainShare!)).toEqual([0, 0, 1])
    expect(verdictsOf(report)).toEqual(['unmet', 'unknown', 'met'])
    expect(report.hours![0]!.kinds[0]!.facilities).toEqual({ open: 1, closed: 1, unknown: 1 })
    expect(report.hours![0]!.kinds[0]!.shares).toEqual([
      { limit: 100, measure: 'population', certain: 0, possible: 0, total: 100 },
      { limit: 300, measure: 'population', certain: 0, possible: 100, total: 100 },
      { limit: 1000, measure: 'population', certain: 100, possible: 100, total: 100 },
    ])
    expect(report.notices.find(({ code }) => code === 'hours-at')!.textEn).toContain(
      'of 3 facilities 1 is known to be open and 1 closed; 1 has no known hours',
    )
  })

  it('is unmet, not without data, where all that there is is closed', async () => {
    const report = await analyseStreet({ near: 'off', middle: 'off', far: 'off' }, { metres: [1000], at: 'Tu 10:00' })
    expect(report.table.status[0]).not.toBe(ACCESS_NO_DATA)
    expect(verdictsOf(report)).toEqual(['unmet'])
  })

  it('counts no kind whose hours nobody knows in the table of moments', async () => {
    const report = await analyseStreet({}, { metres: [1000], hours: true })
    expect(report.hours!.map(({ kinds }) => kinds)).toEqual([[], [], []])
    expect(verdictsOf(report)).toEqual(['met'])
    expect(report.table.certainShare).toBeUndefined()
  })

  it('puts weekday, evening and weekend side by side, and leaves the answer as it is', async () => {
    const plain = await analyseStreet(hours, { metres: [300, 600] })
    const report = await analyseStreet(hours, { metres: [300, 600], hours: true })
    expect(report.table).toEqual(plain.table)
    expect(report.hours!.map(({ text }) => text)).toEqual(['Tu 10:00', 'Tu 19:00', 'Sa 10:00'])
    expect(report.hours!.map(({ kinds }) => kinds[0]!.shares.map(({ certain }) => certain))).toEqual([
      [100, 100],
      [0, 0],
      [0, 100],
    ])
    expect(toHoursCsv(report).split('\n')).toHaveLength(1 + 3 * 2 + 1)
    expect(toHoursCsv(report)).toContain('\nSa 10:00,clinic,2,1,0,600,m,population,100,100,100,1,1\n')
    expect(plain.hours).toBeUndefined()
  })

  it('keeps what it found in a saved answer', async () => {
    const report = await analyseStreet(
      { near: 'by appointment', far: '24/7' },
      { metres: [300], at: 'Tu 19:00', hours: ['Sa 10:00'] },
    )
    const { report: again } = loadAnswer(saveAnswer(report))
    expect(again.hours).toEqual(report.hours)
    expect(again.options.at).toEqual({ text: 'Tu 19:00', minute: 2580 })
    expect(again.table.certainShare).toEqual(report.table.certainShare)
    expect(again.table.stability).toEqual(report.table.stability)
  })

  it.each(['', 'now', '19:00', 'Mo-Fr 08:00', 'Tu 25:00', 'Tu 19:00; We 19:00'])('refuses %j', async (text) => {
    const error = await analyseStreet(hours, { at: text }).catch((reason: unknown) => reason)
    expect(isLivingCircleError(error) && error.code).toBe('invalid-option')
  })
})

describe('gates with hours', () => {
  /** An estate with a gate to the east, 50 m from the clinic, and one to the west, a long way round. */
  const estate = scene('estate', 'An estate with two gates.', [14, 35])
    .street('Inner', 'service', [from(0, 0), east(100), east(100)])
    .street('East', 'residential', [from(200, 0), east(50), north(1000)])
    .street('Round', 'residential', [from(250, 0), north(1000)])
    .street('North', 'residential', [from(250, 1000), from(-50, 1000), from(-50, 0), from(0, 0)])
    .facility('clinic', 'clinic', at(250, 0))
    .block('b', at(100, 0))
  const outline = [at(0, -50), at(200, -50), at(200, 50), at(0, 50)]

  async function walk(hours: string | null, moment: string | undefined) {
    const gate = (place: readonly [number, number], own: string | null): CompoundGate => ({
      ...{ id: null, name: null, lonLat: estate.lonLat(at(...place)), who: 'all', direction: 'both' },
      ...{ state: 'open', hours: own, stepFree: null },
    })
    const gates = [gate([200, 0], hours), gate([0, 0], null)]
    const ring = [...outline, outline[0]!].map((place) => estate.lonLat(place))
    const compounds = [{ id: 'e', name: 'e', outline: [[ring]], isClosed: true, gates }]
    const streets = await areaOfText(estate.name, estate.toOsmXml())
    const area = closeCompounds(streets, compounds)
    const options = { metres: [100_00], at: moment }
    const facilities = estate.toFacilities().map((one): FacilityRecord => ({ ...one, hours: '24/7' }))
    return (await analyseAccess(area, loadedFacilities(facilities), loadedBlocks(estate.toBlocks()), options)).report
  }

  it('are passed while they are open, and walls while they are shut', async () => {
    const long = 100 + 50 + 1000 + 300 + 1000
    const metres = async (hours: string | null, moment: string | undefined) =>
      Math.round((await walk(hours, moment)).table.walkMetres[0]!)
    expect(await metres(null, undefined)).toBe(150)
    expect(await metres('06:00-22:00', 'Tu 10:00')).toBe(150)
    expect(await metres('06:00-22:00', undefined)).toBe(150)
    expect(await metres('06:00-22:00', 'Tu 23:00')).toBe(long)
    expect(await metres('whenever', 'Tu 23:00')).toBe(150)
    const report = await walk('06:00-22:00', 'Tu 23:00')
    expect(report.hours![0]!.gates).toEqual({ open: 0, closed: 1, unknown: 0 })
  })

  it('of unknown hours are open at the best and shut at the worst', async () => {
    const report = await walk('whenever', 'Tu 23:00')
    expect(report.hours![0]!.gates).toEqual({ open: 0, closed: 0, unknown: 1 })
    expect(Array.from(report.table.certainShare!)).toEqual([1])
  })
})

describe('the sample town at moments', () => {
  const state = ({ hours }: Pick<FacilityRecord, 'hours'>, moment: string) =>
    openStateAt(hours === null ? null : readHours(hours), readMoment(moment)!)

  it.each(['Tu 10:00', 'Tu 19:00', 'Sa 10:00', '周日 6:30'])(
    '%s: the same shares as a run without what is closed',
    async (moment) => {
      const { area, facilities, blocks } = await loadSampleTown()
      const run = async (keeps: (one: FacilityRecord) => boolean, options: AnalyseOptions = {}) => {
        const kept = { ...facilities, facilities: facilities.facilities.filter(keeps) }
        return (await analyseAccess(area, kept, blocks, { categories: kinds, ...options })).report
      }
      const kinds = [...new Set(facilities.facilities.map(({ category }) => category))].sort()
      const now = await run(() => true, { at: moment })
      for (const [mayCount, shares] of [
        [(one: FacilityRecord) => state(one, moment) !== 'closed', now.table.share],
        [(one: FacilityRecord) => state(one, moment) === 'open', now.table.certainShare!],
      ] as const) {
        const { share } = (await run(mayCount)).table
        // Where nothing is left, the run without has no data; here it is closed.
        shares.forEach((own, cell) => {
          expect(own).toBe(Number.isNaN(share[cell]!) && !Number.isNaN(own) ? 0 : share[cell])
        })
      }
      expect(now.facilities).toHaveLength(facilities.facilities.length)
    },
    60_000,
  )

  it('judges by a standard: a verdict that hangs on unknown hours is unknown, and says so', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const standard = standardPack('gb50180-2018')
    const plain = (await analyseAccess(area, facilities, blocks, { standard })).report
    const now = (await analyseAccess(area, facilities, blocks, { standard, at: 'Tu 19:00' })).report
    const reasons = new Set(now.verdicts.map(({ unknownReason }) => unknownReason))
    expect(reasons.has('hours-unknown')).toBe(true)
    now.verdicts.forEach((verdict, i) => {
      // Closing can only take away.
      if (verdict.verdict === 'met') expect(['met', 'unknown']).toContain(plain.verdicts[i]!.verdict)
      if (plain.verdicts[i]!.verdict === 'unmet') expect(['unmet']).toContain(verdict.verdict)
    })
  }, 60_000)
})
