// Voices beside gaps: matched as a plain reading of the rule says, counted once, and published so that no small count can be worked out.
import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { greatCircleMetres, insidePolygons } from '../../src/foundation/geo.ts'
import type { AccessReport } from '../../src/index.ts'
import { bytesSource } from '../../src/index.ts'
import { loadVoices } from '../../src/job/load-voices.ts'
import { voicesOfLedger } from '../../src/job/voices-of-ledger.ts'
import { matchVoices } from '../../src/ledger/match-voices.ts'
import { LEAST_PUBLISHED, publishCounts } from '../../src/ledger/publish-counts.ts'
import type { ResidentVoice } from '../../src/ledger/resident-voice.ts'
import { updateLedger } from '../../src/ledger/update-ledger.ts'
import { analyseSampleTown } from '../sample-analysis.ts'

vi.setConfig({ hookTimeout: 60_000, testTimeout: 60_000 })

let report: AccessReport
beforeAll(async () => {
  report = (await analyseSampleTown({ minutes: [5] })).report
})

/** Straight metres to outlines, by points a metre apart on them. */
function slowMetres(lonLat: readonly [number, number], polygons: AccessReport['gaps'][number]['polygons']): number {
  if (insidePolygons(lonLat[0], lonLat[1], polygons)) return 0
  let least = Number.POSITIVE_INFINITY
  for (const ring of polygons.flat()) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i]!, ring[i + 1]!]
      const steps = Math.ceil(greatCircleMetres(ax, ay, bx, by)) + 1
      for (let k = 0; k <= steps; k++) {
        const [x, y] = [ax + ((bx - ax) * k) / steps, ay + ((by - ay) * k) / steps]
        least = Math.min(least, greatCircleMetres(lonLat[0], lonLat[1], x, y))
      }
    }
  }
  return least
}

describe('matchVoices', () => {
  it('goes by place and kind as a plain reading does', () => {
    const kinds = ['nursery', 'park', 'pharmacy', 'bank']
    const [west, south, east, north] = report.network.box
    const blocks = report.blocks.map(({ id }) => id)
    const communities = [...new Set(report.blocks.map(({ community }) => community))].filter((one) => one !== null)
    let seed = 7
    const random = () => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed / 2147483648
    }
    const voices = Array.from({ length: 300 }, (_, at): ResidentVoice => {
      const how = at % 3
      return {
        ...{ id: `v${at}`, category: kinds[at % 4]!, date: null, text: null },
        lonLat: how === 0 ? [west + random() * (east - west), south + random() * (north - south)] : null,
        block: how === 1 ? blocks[Math.floor(random() * blocks.length)]! : null,
        community: how === 2 ? communities[Math.floor(random() * communities.length)]! : null,
      }
    })
    const lists = matchVoices(voices, report)
    const communityOf = new Map(report.blocks.map(({ id, community }) => [id, community]))
    let matched = 0
    for (const { id, category, lonLat, block, community } of voices) {
      const gaps = report.gaps.filter((gap) => gap.kind === 'category' && gap.category === category)
      const expected = gaps.filter((gap) => {
        if (lonLat === null)
          return gap.blockIds.some((one) => (block !== null ? one === block : communityOf.get(one) === community))
        const metres = slowMetres(lonLat, gap.polygons)
        return (
          metres <= 300 - 1 ||
          (metres <= 300 + 1 &&
            lists.heardAndComputed.some(({ gapId, voiceIds }) => gapId === gap.id && voiceIds.includes(id)))
        )
      })
      if (expected.length > 0) matched++
      const found = lists.heardAndComputed.filter(({ voiceIds }) => voiceIds.includes(id)).map(({ gapId }) => gapId)
      expect(found.sort()).toEqual(expected.map((gap) => gap.id).sort())
      expect(lists.heardOnly.some(({ voiceIds }) => voiceIds.includes(id))).toBe(expected.length === 0)
    }
    expect(matched).toBeGreaterThan(50)
    expect([lists.matched, lists.unmatched]).toEqual([matched, 300 - matched])
    const heard = new Set(lists.heardAndComputed.map(({ gapId }) => gapId))
    expect(lists.computedOnly.length + heard.size).toBe(report.gaps.length)
    expect(lists.computedOnly.filter((id) => heard.has(id))).toEqual([])
  })

  it('counts what is old, and what was not measured, apart', () => {
    const voice = (id: string, category: string, date: string | null): ResidentVoice => ({
      id,
      category,
      date,
      lonLat: null,
      block: null,
      community: '站前社区',
      text: null,
    })
    const voices = [
      voice('a', 'nursery', '2026-01-01'),
      voice('b', 'nursery', '2020-01-01'),
      voice('c', 'university', null),
      voice('d', 'nursery', null),
    ]
    const { matched, unmatched, tooOld, notMeasured } = matchVoices(voices, report, { days: 365, until: '2026-06-01' })
    expect([matched + unmatched, tooOld, notMeasured]).toEqual([2, 1, 1])
  })
})

describe('publishCounts', () => {
  it('gives no count below five away, neither by itself nor by the sum', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 8 }), (counts) => {
        const { counts: shown, total } = publishCounts(counts)
        shown.forEach((count, at) => {
          if (count !== null) expect(count).toBe(counts[at])
          expect(count === null || count === 0 || count >= LEAST_PUBLISHED).toBe(true)
        })
        if (total === null) return
        expect(total).toBe(counts.reduce((sum, one) => sum + one, 0))
        // What a reader knows: the sum of what is withheld, and that each is at least one. Every one of them can be another number, then.
        const hidden = counts.filter((_, at) => shown[at] === null)
        const sum = hidden.reduce((all, one) => all + one, 0)
        for (const count of hidden) {
          const others = [...Array(sum).keys()]
            .map((one) => one + 1)
            .filter((one) => one !== count && sum - one >= hidden.length - 1)
          expect(hidden.length > 1 && others.length > 0).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('voices of a ledger', () => {
  const rows = [
    '编号,经度,纬度,社区,类别,内容,日期',
    'v1,,,站前社区,,附近没有托育园，孩子没人带,2026-03-01',
    'v2,,,站前社区,托育园,secret =cmd(),2026-03-02',
    'v3,,,,药店,,',
    'v4,,,学堂社区,,说了别的,',
    'v5,200,10,,药店,,',
    'v1,,,站前社区,药店,,',
    'v6,,,站前社区,药店,,not a day',
  ]

  it('reads kinds from columns and from words, and rejects what it cannot place', async () => {
    const { voices, counts, rejects } = await loadVoices(
      bytesSource('voices.csv', new TextEncoder().encode(`${rows.join('\n')}\n`)),
    )
    expect(voices.map(({ id, category }) => `${id} ${category}`)).toEqual(['v1 nursery', 'v2 nursery'])
    expect(counts).toMatchObject({ read: 7, used: 2, rejected: 5 })
    expect(rejects.map(({ code }) => code)).toEqual([
      'missing-coordinates',
      'unknown-category',
      'invalid-coordinates',
      'duplicate-id',
      'malformed-row',
    ])
    expect(JSON.stringify(rejects)).not.toContain('说了别的')
  })

  it('publishes no text and no name, and keeps both for the office', async () => {
    const many = Array.from({ length: 7 }, (_, at) => `m${at},,,站前社区,nursery,text of m${at},`)
    const { voices } = await loadVoices(
      bytesSource('voices.csv', new TextEncoder().encode([rows[0], rows[2], ...many].join('\n'))),
    )
    const ledger = updateLedger(null, report, { runId: 'run-a', date: '2026-06-01' })
    const { csv, privateCsv, published } = voicesOfLedger(voices, report, ledger)
    expect(csv).not.toMatch(/text of|secret|v2|m1/)
    expect(published.rows.filter(({ gap }) => gap !== '').every(({ gap }) => /^LC-[A-Z]{8}$/.test(gap))).toBe(true)
    expect(
      published.rows.find(({ list, community }) => list === 'heard-and-computed' && community !== '')?.voices ?? 8,
    ).toBe(8)
    expect(privateCsv()).toContain('text of m1')
    expect(privateCsv()).not.toMatch(/(^|,)=cmd/m)
  })
})
