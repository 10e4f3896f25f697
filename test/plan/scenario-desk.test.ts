// Scenarios over a base that is measured once: every table equals that of a whole run on the edited inputs, number for number.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AccessReport, analyseAccess, applyEdits } from '../../src/index.ts'
import { openScenarioDesk } from '../../src/parts.ts'
import { loadTown, STEP, towns } from './edit-town.ts'

const OPTIONS = { minutes: [2, 5], categories: ['clinic', 'kindergarten', 'supermarket'], maxLinkMetres: 100 }

/** The table but for what it says beside walks: how firm its verdicts are. */
function walksOf({ table: { stability: _, ...walks } }: AccessReport) {
  return walks
}

describe('scenario desk', () => {
  it('says what a whole run says, for every kind of edit', async () => {
    let touched = 0
    const number = fc.nat(5000)
    await fc.assert(
      fc.asyncProperty(
        towns,
        fc.array(fc.tuple(fc.nat(8), number, number, number), { minLength: 1, maxLength: 4 }),
        async (town, asked) => {
          const { area, facilities, blocks } = await loadTown(town)
          const wall = area.compounds!.crossings[0]
          const gate = wall === undefined ? [0, 0] : [wall.lonE7 / 1e7, wall.latE7 / 1e7]
          const ways = Object.keys(town.ways)
          const edits = asked.map(([kind, x, y, pick]): object => {
            const at = [x * 1e-6, y * 1e-6]
            const facility = town.facilities[pick % town.facilities.length]!.id
            switch (kind) {
              case 0:
                return { op: 'add-facility', category: OPTIONS.categories[pick % 3], at }
              case 1:
                return { op: 'move-facility', facility, to: at }
              case 2:
                return { op: 'close-facility', facility }
              case 3:
                return { op: 'add-path', from: at, to: [at[0]! + 0.8 * STEP, at[1]! + ((pick % 10) - 5) * 1e-4] }
              case 4:
                return { op: 'remove-way', way: `way/${ways[pick % ways.length]}` }
              case 5:
                return { op: 'close-gate', at: pick % 2 === 0 ? gate : at }
              case 6:
                return { op: 'open-gate', at: gate }
              case 7:
                return { op: 'set-population', block: town.blocks[pick % town.blocks.length]!.id, population: x }
              default:
                return { op: 'set-capacity', facility, capacity: x }
            }
          })
          const desk = openScenarioDesk(area, facilities, blocks, OPTIONS)
          const plain = (await analyseAccess(area, facilities, blocks, OPTIONS)).report
          expect([desk.base.table, desk.base.coverage]).toEqual([walksOf(plain), plain.coverage])
          if (applyEdits(area, facilities, blocks, edits).facilities.facilities.length === 0) return
          const tried = desk.try(edits)
          const { edited } = tried
          const { report } = await analyseAccess(edited.area, edited.facilities, edited.blocks, OPTIONS)
          expect(tried.table).toEqual(walksOf(report))
          expect(tried.coverage).toEqual(report.coverage)
          expect(tried.facilities.map(({ id }) => id)).toEqual(report.facilities.map(({ id }) => id))
          if (tried.echo.some(({ status }) => status === 'applied')) touched++
          // What was tried leaves no trace.
          expect(desk.try([]).table).toEqual(walksOf(plain))
        },
      ),
      { numRuns: 150 },
    )
    expect(touched).toBeGreaterThan(100)
  })
})
