// The ledger's rules on random runs: every gap of a run is in one row, nothing is lost, nothing is resolved without proof, order has no influence, and
// the same run again changes nothing. Matching is compared with a plain, slow telling of its rule.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccessReport } from '../../src/index.ts'
import type { Ledger, LedgerGap, SightedBlock } from '../../src/ledger/ledger-record.ts'
import { type GapToMatch, matchGaps, SAME_SHARE } from '../../src/ledger/match-gaps.ts'
import { updateLedger } from '../../src/ledger/update-ledger.ts'

const BLOCKS = 8

/** One run over eight blocks and one kind: which blocks lack it, how they are joined, which are not linked or missing, which lie at the edge. */
interface Run {
  readonly lacking: readonly boolean[]
  /** A border between neighbours cuts a gap in two. */
  readonly cuts: readonly boolean[]
  readonly unlinked: readonly boolean[]
  readonly missing: readonly boolean[]
  readonly edge: readonly boolean[]
  readonly profile: 'adult' | 'frail'
  readonly hasData: boolean
}

const flags = (weight: number) =>
  fc.array(
    fc.integer({ min: 0, max: 99 }).map((n) => n < weight),
    { minLength: BLOCKS, maxLength: BLOCKS },
  )
const runs = fc.record<Run>({
  lacking: flags(50),
  cuts: flags(30),
  unlinked: flags(8),
  missing: flags(5),
  edge: flags(10),
  profile: fc.constantFrom('adult', 'adult', 'adult', 'adult', 'frail'),
  hasData: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
})
const PEOPLE = [100, 250, null, 40, 900, 0, 330, 70]

const isThere = (run: Run, block: number) => !run.missing[block]
const lacks = (run: Run, block: number) =>
  isThere(run, block) && !run.unlinked[block] && run.lacking[block]! && run.hasData

function answerOf(run: Run, shuffle = (list: readonly number[]) => [...list]): AccessReport {
  const present = shuffle(PEOPLE.map((_, block) => block).filter((block) => isThere(run, block)))
  const blocks = present.map((block) => ({
    id: `b${block}`,
    name: `Block ${block}`,
    people: { population: PEOPLE[block] },
    demandPointCount: 1 + (block % 3),
    linkStatus: run.unlinked[block] ? 'too-far' : 'linked',
    community: block < 4 ? 'East' : 'West',
    street: 'One',
    district: null,
  }))
  const groups: number[][] = []
  for (let block = 0; block < BLOCKS; block++) {
    if (!lacks(run, block)) continue
    const last = groups.at(-1)
    if (last !== undefined && last.at(-1) === block - 1 && !run.cuts[block]) last.push(block)
    else groups.push([block])
  }
  const gaps = shuffle(groups.map((_, at) => at)).map((at) => {
    const members = shuffle(groups[at]!)
    const known = members.flatMap((block) => PEOPLE[block] ?? [])
    const people = known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0)
    return {
      ...{
        kind: 'category',
        category: 'park',
        id: `park-15min-b${Math.min(...members)}`,
        limit: 15,
        basis: 'time',
        people,
        groupPeople: people,
      },
      ...{
        populationGroup: 'population',
        blockIds: members.map((block) => `b${block}`),
        blockParts: members.map(() => 1),
        edgeAffected: false,
      },
      ...{ nearestWalkMinutes: null, nearestWalkMetres: null },
    }
  })
  const status = (block: number) => (!run.hasData ? 3 : run.unlinked[block] ? 2 : run.lacking[block] ? 1 : 0)
  return {
    ...{ modelVersion: '2.0', toolVersion: '0.5.0', inputs: [], verdicts: [], standard: null, gaps, blocks },
    network: {},
    options: {
      basis: 'time',
      limits: [15],
      profile: { id: run.profile, walkMetresPerSecond: run.profile === 'adult' ? 1.25 : 0.8 },
      maxLinkMetres: 200,
      demand: 'auto',
      standard: null,
    },
    categories: [{ id: 'park', nameEn: 'park', nameZh: '公园' }],
    table: {
      ...{ blockCount: present.length, categoryCount: 1, limitCount: 1 },
      status: Uint8Array.from(present.map(status)),
      share: Float64Array.from(
        present.map((block) => (status(block) === 0 ? 1 : status(block) === 1 ? 0 : Number.NaN)),
      ),
      edgeAffected: Uint8Array.from(present.map((block) => Number(run.edge[block]))),
    },
  } as unknown as AccessReport
}

function ledgerAfter(list: readonly Run[], answer = answerOf): Ledger {
  let ledger: Ledger | null = null
  list.forEach((run, at) => {
    ledger = updateLedger(ledger, answer(run), {
      runId: `run-${at}`,
      date: `2026-01-${String(at + 1).padStart(2, '0')}`,
    })
  })
  return ledger!
}

const several = fc.array(runs, { minLength: 1, maxLength: 6 })
const gapsOf = (ledger: Ledger): LedgerGap[] => ledger.rows.flatMap(({ gap }) => gap ?? [])
const idsOf = ({ blocks }: LedgerGap) =>
  blocks
    .map(({ id }) => id)
    .sort()
    .join(' ')

describe('updateLedger', () => {
  it('has every gap of the last run in one row, and no row twice', () => {
    fc.assert(
      fc.property(several, (list) => {
        const ledger = ledgerAfter(list)
        const gaps = gapsOf(ledger)
        expect(new Set(gaps.map(({ id }) => id)).size).toBe(gaps.length)
        for (const { blockIds } of answerOf(list.at(-1)!).gaps) {
          const wanted = [...blockIds].sort().join(' ')
          const rows = gaps.filter(
            (gap) => idsOf(gap) === wanted && gap.mergedInto === null && gap.lastChecked === `2026-01-0${list.length}`,
          )
          const live = rows.filter(({ state }) => ['open', 'still-open', 'reopened', 'method-changed'].includes(state))
          expect(live.length).toBeGreaterThanOrEqual(1)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('resolves with proof only', () => {
    fc.assert(
      fc.property(several, (list) => {
        const before = list.length > 1 ? gapsOf(ledgerAfter(list.slice(0, -1))) : []
        const last = list.at(-1)!
        for (const gap of gapsOf(ledgerAfter(list))) {
          const was = before.find(({ id }) => id === gap.id)
          if (gap.state !== 'resolved' || was?.state === 'resolved') continue
          const blocks = gap.blocks.map(({ id }) => Number(id.slice(1)))
          expect(last.hasData).toBe(true)
          for (const block of blocks)
            expect([isThere(last, block), last.unlinked[block], last.lacking[block], last.edge[block]]).toEqual([
              true,
              false,
              false,
              false,
            ])
          expect(JSON.parse(gap.method.profile!)[0]).toBe(last.profile === 'adult' ? 1.25 : 0.8)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('says why where there is no proof', () => {
    fc.assert(
      fc.property(several, (list) => {
        const last = list.at(-1)!
        for (const { state, unknownReason, blocks } of gapsOf(ledgerAfter(list))) {
          expect(unknownReason !== null).toBe(state === 'unknown')
          const numbers = blocks.map(({ id }) => Number(id.slice(1)))
          if (unknownReason === 'blocks-missing') expect(numbers.some((block) => last.missing[block])).toBe(true)
          if (unknownReason === 'blocks-unlinked') expect(numbers.some((block) => last.unlinked[block])).toBe(true)
          if (unknownReason === 'edge') expect(numbers.some((block) => last.edge[block])).toBe(true)
          if (unknownReason === 'no-data') expect(last.hasData).toBe(false)
        }
      }),
    )
  })

  it('never loses a row, nor what people wrote', () => {
    fc.assert(
      fc.property(several, fc.array(fc.string(), { maxLength: 5 }), (list, notes) => {
        const before = ledgerAfter(list.slice(0, -1).length > 0 ? list.slice(0, -1) : list)
        const written: Ledger = {
          ...before,
          rows: [
            ...before.rows.map((row, at) => ({ ...row, human: { note: notes[at] ?? '', owner: `${at}` } })),
            { gap: null, human: { note: 'own' } },
          ],
        }
        const after = updateLedger(written, answerOf(list.at(-1)!), { runId: 'run-x', date: '2026-03-01' })
        expect(after.rows.slice(0, written.rows.length).map(({ human }) => human)).toEqual(
          written.rows.map(({ human }) => human),
        )
        expect(after.rows.slice(0, written.rows.length).map(({ gap }) => gap?.id)).toEqual(
          written.rows.map(({ gap }) => gap?.id),
        )
      }),
    )
  })

  it('does not go by the order of blocks and gaps', () => {
    fc.assert(
      fc.property(several, (list) => {
        const reversed = (run: Run) => answerOf(run, (numbers) => [...numbers].reverse())
        expect(ledgerAfter(list, reversed)).toEqual(ledgerAfter(list))
      }),
    )
  })

  it('changes nothing by the same run again, whenever that is', () => {
    fc.assert(
      fc.property(several, (list) => {
        const ledger = ledgerAfter(list)
        const runId = `run-${list.length - 1}`
        expect(updateLedger(ledger, answerOf(list.at(-1)!), { runId, date: '2030-01-01' })).toEqual(ledger)
      }),
    )
  })

  it('gives a deleted row back under its own name while its gap is there', () => {
    const run: Run = {
      lacking: [true, true, false, false, true, false, false, false],
      cuts: [],
      unlinked: [],
      missing: [],
      edge: [],
      profile: 'adult',
      hasData: true,
    } as unknown as Run
    const before = ledgerAfter([run])
    const [first, ...rest] = before.rows
    const after = updateLedger({ ...before, rows: rest, deleted: [first!.gap!] }, answerOf(run), {
      runId: 'run-b',
      date: '2026-02-01',
    })
    expect(after.rows.at(-1)!.gap).toMatchObject({ id: first!.gap!.id, state: 'open', cameBack: true })
    expect(after.deleted).toEqual([])
  })

  it('refuses options that it does not know', () => {
    const run = {
      lacking: [],
      cuts: [],
      unlinked: [],
      missing: [],
      edge: [],
      profile: 'adult',
      hasData: true,
    } as unknown as Run
    expect(() => updateLedger(null, answerOf(run), { runID: 'a', date: '2026-01-01' } as never)).toThrow(
      /unknown option "runID"/,
    )
  })
})

describe('matchGaps', () => {
  const member = fc.record({ block: fc.integer({ min: 0, max: BLOCKS - 1 }), part: fc.constantFrom(0.25, 0.5, 1) })
  const list = fc.array(fc.uniqueArray(member, { selector: ({ block }) => block, minLength: 1, maxLength: 4 }), {
    maxLength: 5,
  })
  const toMatch =
    (prefix: string) =>
    (members: readonly { block: number; part: number }[], at: number): GapToMatch => ({
      name: `${prefix}${at}`,
      question: 'park',
      blocks: members.map(
        ({ block, part }): SightedBlock => ({ id: `b${block}`, part, people: PEOPLE[block]!, demandPoints: 1 }),
      ),
    })

  it('matches by the people in both against the people in either, the largest first', () => {
    fc.assert(
      fc.property(list, list, (today, before) => {
        const [gaps, rows] = [today.map(toMatch('g')), before.map(toMatch('r'))]
        const { rowOf, parentOf, grownInto } = matchGaps(gaps, rows, () => true)
        const share = (gap: number, row: number) => {
          const ids = new Set([...gaps[gap]!.blocks, ...rows[row]!.blocks].map(({ id }) => id))
          const part = (blocks: readonly SightedBlock[], id: string) =>
            blocks.find((block) => block.id === id)?.part ?? 0
          const weightBy = (weigh: (id: string) => number) => {
            let [both, either] = [0, 0]
            for (const id of ids) {
              const [a, b] = [part(gaps[gap]!.blocks, id), part(rows[row]!.blocks, id)]
              both += Math.min(a, b) * weigh(id)
              either += Math.max(a, b) * weigh(id)
            }
            return { both, share: either === 0 ? 1 : both / either }
          }
          const people = weightBy((id) => PEOPLE[Number(id.slice(1))] ?? 0)
          const common = [...ids].some((id) => part(gaps[gap]!.blocks, id) > 0 && part(rows[row]!.blocks, id) > 0)
          const counted = [...ids].some((id) => (PEOPLE[Number(id.slice(1))] ?? 0) > 0)
          return { common, ...(counted ? people : weightBy(() => 1)) }
        }
        // A plain telling: again and again the best pair that is left.
        const [freeGaps, freeRows] = [new Set(gaps.keys()), new Set(rows.keys())]
        const expected = new Int32Array(gaps.length).fill(-1)
        for (const isSame of [true, false]) {
          for (;;) {
            let best: { gap: number; row: number; key: readonly number[] } | undefined
            for (const gap of freeGaps) {
              for (const row of freeRows) {
                const { common, both, share: own } = share(gap, row)
                if (!common || (isSame && own < SAME_SHARE)) continue
                const key = isSame ? [own, both, -row, -gap] : [both, -row, -gap]
                if (
                  best === undefined ||
                  key.some(
                    (value, at) => value > best!.key[at]! && key.slice(0, at).every((one, i) => one === best!.key[i]),
                  )
                )
                  best = { gap, row, key }
              }
            }
            if (best === undefined) break
            expected[best.gap] = best.row
            freeGaps.delete(best.gap)
            freeRows.delete(best.row)
          }
        }
        expect([...rowOf]).toEqual([...expected])
        rowOf.forEach((row, gap) => {
          const kin = rows.map((_, one) => share(gap, one)).some(({ common }) => common)
          expect(parentOf[gap]! >= 0).toBe(row < 0 && kin)
        })
        grownInto.forEach((gap, row) => {
          const kin = gaps.map((_, one) => share(one, row)).some(({ common }) => common)
          expect(gap >= 0).toBe(![...rowOf].includes(row) && kin)
        })
      }),
      { numRuns: 500 },
    )
  })
})
