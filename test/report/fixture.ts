// A made-up town as an AccessReport and its basemap: seeded, of any size, no analysis needed. Walks are city-block distances.

import type { AccessReport, AnswerWithoutFacts } from '../../src/answer/access-report.ts'
import type { AccessTable } from '../../src/answer/access-table.ts'
import type { Basemap } from '../../src/answer/basemap.ts'
import type { CategoryCoverage, CoverageShare } from '../../src/answer/coverage-share.ts'
import type { Gap } from '../../src/answer/gap.ts'
import type { MeasuredBlock, MeasuredFacility, ReportCategory } from '../../src/answer/measured-places.ts'
import type { Verdict } from '../../src/answer/verdicts.ts'
import type { PolygonRings } from '../../src/foundation/geo.ts'
import { ShapeCollector } from '../../src/foundation/shape-columns.ts'
import { E7, type LonLat } from '../../src/foundation/units.ts'
import { gatherFacts } from '../../src/study/answer-facts.ts'
import { headlineMeasure } from '../../src/study/coverage.ts'

const LON0 = 116.32
const LAT0 = 39.99
const METRES_LAT = 111195
const METRES_LON = METRES_LAT * Math.cos((LAT0 * Math.PI) / 180)
const SPEED = 1.25
const LIMITS = [5, 10, 15]

export const HOSTILE_NAMES = [
  '<script>alert(1)</script>',
  '=HYPERLINK("http://example.org","x")',
  '../../x',
  `${'很长的小区名称'.repeat(43)}`,
  'مجمع سكني \u202eabc',
  '🏘️ 👨‍👩‍👧 花园',
  '"><img src=x onerror=alert(1)>',
  "'; alert(1); //",
  '</script><script>alert(2)</script>',
  'a\u0000b\ud800c ]]> &amp; $&{1}',
]

interface TownOptions {
  readonly blocks?: number
  readonly categories?: number
  readonly seed?: number
  readonly spanMetres?: number
  /** Streets in each direction. */
  readonly streets?: number
  readonly hostile?: boolean
  readonly people?: 'known' | 'some' | 'unknown'
  /** Gap areas take a while for many blocks. */
  readonly gaps?: boolean
}

const CATEGORIES: readonly (readonly [string, string, string, string, string, number])[] = [
  ['convenience', '便利店', 'Convenience store', 'shopping', 'population', 14],
  ['supermarket', '超市', 'Supermarket', 'shopping', 'population', 6],
  ['wet_market', '菜市场', 'Wet market', 'food', 'population', 4],
  ['clinic', '社区卫生服务站', 'Community clinic', 'health', 'population', 4],
  ['pharmacy', '药店', 'Pharmacy', 'health', 'population', 8],
  ['kindergarten', '幼儿园', 'Kindergarten', 'education', 'age_0_3', 6],
  ['primary_school', '小学', 'Primary school', 'education', 'population', 3],
  ['eldercare_station', '社区养老服务站', 'Elderly-care station', 'elderly', 'age_60_plus', 2],
  ['park', '公园绿地', 'Park or garden', 'green', 'population', 5],
  ['bus_stop', '公交站', 'Bus stop', 'mobility', 'population', 24],
  ['library', '图书馆', 'Library', 'culture', 'population', 1],
  ['sports_ground', '运动场地', 'Sports ground', 'sport', 'population', 3],
  ['nursing_home', '养老院', 'Nursing home', 'elderly', 'age_60_plus', 0],
]

function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const at = (x: number, y: number): LonLat => [LON0 + x / METRES_LON, LAT0 + y / METRES_LAT]
const metresOf = (p: LonLat): [number, number] => [(p[0] - LON0) * METRES_LON, (p[1] - LAT0) * METRES_LAT]

function box(x: number, y: number, w: number, h: number): PolygonRings[] {
  return [[[at(x - w, y - h), at(x + w, y - h), at(x + w, y + h), at(x - w, y + h), at(x - w, y - h)]]]
}

function makeBlocks(random: () => number, options: Required<TownOptions>): MeasuredBlock[] {
  const { blocks: count, spanMetres, hostile, people } = options
  const side = Math.ceil(Math.sqrt(count))
  const step = spanMetres / side
  const names = ['花园', '小区', '新村', '家园', '苑', '里']
  const heads = ['清河', '五道', '东升', '静淑', '建清', '林大', '学院', '北沙', '双泉', '展春']
  const result: MeasuredBlock[] = []
  for (let i = 0; i < count; i++) {
    const x = ((i % side) + 0.5 + (random() - 0.5) * 0.4) * step - spanMetres / 2
    const y = (Math.floor(i / side) + 0.5 + (random() - 0.5) * 0.4) * step - spanMetres / 2
    const unlinked = random() < 0.01
    const population =
      people === 'known' || (people === 'some' && random() > 0.1) ? Math.round(80 + random() * random() * 4000) : null
    const plain = `${heads[Math.floor(random() * heads.length)]}${names[Math.floor(random() * names.length)]}${1 + (i % 9)}号院`
    const isPoint = random() < 0.12
    const w = step * (0.2 + random() * 0.14)
    const h = step * (0.2 + random() * 0.14)
    result.push({
      id: `B${String(i + 1).padStart(5, '0')}`,
      name: hostile && i < HOSTILE_NAMES.length ? HOSTILE_NAMES[i]! : random() < 0.95 ? plain : null,
      lonLat: at(x, y),
      polygons: isPoint ? null : box(x, y, w, h),
      people: {
        population,
        age_0_3: population === null ? null : Math.round(population * 0.03),
        age_60_plus: population === null ? null : Math.round(population * 0.21),
      },
      dwellings: population === null ? null : Math.round(population / 2.6),
      landSquareMetres: isPoint ? null : 4 * w * h,
      community: `第${1 + Math.floor(i / (side * 4))}社区`,
      street: i % 2 ? '东升街道' : '清华园街道',
      district: '海淀区',
      source: 'blocks.csv',
      lineOrId: String(i + 2),
      demandMethod: isPoint ? 'point' : random() < 0.5 ? 'gates' : 'buildings',
      demandPointCount: isPoint ? 1 : 1 + Math.floor(random() * 12),
      linkedShare: unlinked ? 0 : 1,
      linkStatus: unlinked ? 'too-far' : 'linked',
      linkMetres: unlinked ? Number.NaN : random() * 40,
      edgeMetres: Math.min(spanMetres / 2 - Math.abs(x), spanMetres / 2 - Math.abs(y)),
    })
  }
  return result
}

function makeFacilities(random: () => number, options: Required<TownOptions>): MeasuredFacility[] {
  const { spanMetres, hostile } = options
  const scale = Math.max(1, (spanMetres / 4000) ** 2 * 0.8)
  const result: MeasuredFacility[] = []
  for (const [id, zh, , , , count] of CATEGORIES.slice(0, options.categories)) {
    const total = Math.round(count * 2 * scale)
    for (let i = 0; i < total; i++) {
      // Denser in the middle, as towns are.
      const r = (random() * 0.45 + random() * random() * 0.05) * spanMetres
      const angle = random() * 2 * Math.PI
      const ordinal = result.length
      result.push({
        id: `node/${1000 + ordinal}`,
        name:
          hostile && i === 0
            ? HOSTILE_NAMES[ordinal % HOSTILE_NAMES.length]!
            : random() < 0.9
              ? `${zh}（${i + 1}）`
              : null,
        category: id,
        categoryReason: `shop=${id}`,
        lonLat: at(r * Math.cos(angle), r * Math.sin(angle)),
        entrances: [at(r * Math.cos(angle), r * Math.sin(angle))],
        polygons: null,
        source: 'osm',
        lineOrId: `node/${1000 + ordinal}`,
        capacity: null,
        floorAreaSquareMetres: null,
        level: null,
        hours: null,
        status: null,
        linkStatus: random() < 0.02 ? 'island' : 'linked',
        linkMetres: random() * 30,
      })
    }
  }
  return result.sort((a, b) => (a.id < b.id ? -1 : 1))
}

function makeTable(
  blocks: readonly MeasuredBlock[],
  facilities: readonly MeasuredFacility[],
  categories: readonly ReportCategory[],
): AccessTable {
  const rows = blocks.length * categories.length
  const table = {
    blockCount: blocks.length,
    categoryCount: categories.length,
    limitCount: LIMITS.length,
    status: new Uint8Array(rows).fill(1),
    walkSeconds: new Float64Array(rows).fill(Number.NaN),
    walkMetres: new Float64Array(rows).fill(Number.NaN),
    facility: new Int32Array(rows).fill(-1),
    count: new Uint32Array(rows * LIMITS.length),
    share: new Float64Array(rows * LIMITS.length),
    edgeAffected: new Uint8Array(rows),
  }
  const byCategory = categories.map((category) =>
    facilities
      .map((f, index) => ({ f, index, xy: metresOf(f.lonLat) }))
      .filter(({ f }) => f.category === category.id && f.linkStatus === 'linked'),
  )
  blocks.forEach((block, b) => {
    const [x, y] = metresOf(block.lonLat)
    categories.forEach((_, c) => {
      const row = b * categories.length + c
      const isLacking = categories[c]!.facilities === 0
      if (block.linkStatus !== 'linked' || isLacking) {
        table.status[row] = isLacking ? 3 : 2
        table.share.fill(Number.NaN, row * LIMITS.length, (row + 1) * LIMITS.length)
        return
      }
      let best = Infinity
      for (const { index, xy } of byCategory[c]!) {
        const metres = Math.abs(xy[0] - x) + Math.abs(xy[1] - y)
        LIMITS.forEach((limit, l) => {
          if (metres / SPEED <= limit * 60) table.count[row * LIMITS.length + l]!++
        })
        if (metres < best) {
          best = metres
          if (metres / SPEED <= 900) table.facility[row] = index
        }
      }
      if (best / SPEED <= 900) {
        table.status[row] = 0
        table.walkSeconds[row] = best / SPEED
        table.walkMetres[row] = best
      }
      LIMITS.forEach((limit, l) => {
        const over = best / SPEED - limit * 60
        table.share[row * LIMITS.length + l] =
          over <= 0 ? 1 : over < 60 && block.demandMethod !== 'point' ? 1 - over / 60 : 0
      })
      table.edgeAffected[row] = block.edgeMetres < 900 * SPEED ? 1 : 0
    })
  })
  return table
}

const MEASURES = ['population', 'age_0_3', 'age_60_plus', 'dwellings', 'land_m2', 'blocks']

function valueOfMeasure(block: MeasuredBlock, measure: string): number | null {
  if (measure === 'blocks') return 1
  if (measure === 'dwellings') return block.dwellings
  if (measure === 'land_m2') return block.landSquareMetres
  return block.people[measure] ?? null
}

/** The coverage with the measure that speaks for the category. */
export function withHeadline(category: ReportCategory, coverage: Omit<CategoryCoverage, 'headline'>): CategoryCoverage {
  return { ...coverage, headline: headlineMeasure(category, coverage.shares) }
}

function makeCoverage(
  blocks: readonly MeasuredBlock[],
  categories: readonly ReportCategory[],
  table: AccessTable,
): CategoryCoverage[] {
  return categories.flatMap((category, c) =>
    LIMITS.map((limit, l) =>
      withHeadline(category, {
        category: category.id,
        limit,
        shares: MEASURES.map((measure): CoverageShare => {
          let covered = 0
          let total = 0
          let counted = 0
          let blocksUnlinked = 0
          let blocksUnknown = 0
          let unlinkedTotal = 0
          blocks.forEach((block, b) => {
            const value = valueOfMeasure(block, measure)
            const share = table.share[(b * categories.length + c) * LIMITS.length + l]!
            if (Number.isNaN(share)) {
              blocksUnlinked++
              unlinkedTotal += value ?? 0
            } else if (value === null) blocksUnknown++
            else {
              counted++
              total += value
              covered += value * share
            }
          })
          return {
            measure,
            covered,
            total,
            share: total > 0 ? covered / total : null,
            blocks: counted,
            blocksUnlinked,
            blocksUnknown,
            unlinkedTotal,
          }
        }),
      }),
    ),
  )
}

function makeGaps(
  blocks: readonly MeasuredBlock[],
  facilities: readonly MeasuredFacility[],
  categories: readonly ReportCategory[],
  table: AccessTable,
  reach: number,
): Gap[] {
  const gaps: Gap[] = []
  categories.forEach((category, c) => {
    LIMITS.forEach((limit, l) => {
      const open = blocks
        .map((_, b) => b)
        .filter((b) => table.share[(b * categories.length + c) * LIMITS.length + l]! < 0.999)
      const seen = new Set<number>()
      const cells = new Map<string, number[]>()
      const cellOf = (b: number) => metresOf(blocks[b]!.lonLat).map((v) => Math.floor(v / reach))
      for (const b of open) {
        const key = cellOf(b).join()
        cells.set(key, [...(cells.get(key) ?? []), b])
      }
      for (const first of open) {
        if (seen.has(first)) continue
        const group: number[] = []
        const queue = [first]
        seen.add(first)
        while (queue.length > 0) {
          const b = queue.pop()!
          group.push(b)
          const [cx, cy] = cellOf(b) as [number, number]
          for (let dx = -1; dx <= 1; dx++)
            for (let dy = -1; dy <= 1; dy++)
              for (const other of cells.get(`${cx + dx},${cy + dy}`) ?? []) {
                if (seen.has(other)) continue
                const [ax, ay] = metresOf(blocks[b]!.lonLat)
                const [bx, by] = metresOf(blocks[other]!.lonLat)
                if (Math.hypot(ax - bx, ay - by) > reach) continue
                seen.add(other)
                queue.push(other)
              }
        }
        gaps.push(
          makeGap(
            blocks,
            facilities,
            category,
            limit,
            group.sort((a, b) => a - b),
            table,
            c,
            l,
            categories.length,
            reach,
          ),
        )
      }
    })
  })
  return gaps
}

function makeGap(
  blocks: readonly MeasuredBlock[],
  facilities: readonly MeasuredFacility[],
  category: ReportCategory,
  limit: number,
  group: readonly number[],
  table: AccessTable,
  c: number,
  l: number,
  categoryCount: number,
  reach: number,
): Gap {
  const sum = (key: string): number | null => {
    let total: number | null = null
    for (const b of group) {
      const value = blocks[b]!.people[key] ?? null
      if (value !== null) total = (total ?? 0) + value * (1 - table.share[(b * categoryCount + c) * LIMITS.length + l]!)
    }
    return total
  }
  const xy = group.map((b) => metresOf(blocks[b]!.lonLat))
  const centre = [0, 1].map((k) => xy.reduce((s, p) => s + p[k]!, 0) / xy.length) as [number, number]
  const candidates = facilities.filter((f) => f.category === category.id)
  const near = candidates
    .map((f) => ({ f, metres: Math.hypot(metresOf(f.lonLat)[0] - centre[0], metresOf(f.lonLat)[1] - centre[1]) }))
    .sort((a, b) => a.metres - b.metres)[0]
  const minutes = near === undefined ? null : (near.metres * 1.25) / SPEED / 60
  return {
    kind: 'category',
    id: `${category.id}-${limit}-${blocks[group[0]!]!.id}`,
    category: category.id,
    limit,
    people: sum('population'),
    groupPeople: sum(category.populationGroup),
    populationGroup: category.populationGroup,
    dwellings: null,
    blockIds: group.map((b) => blocks[b]!.id),
    blockParts: group.map((b) => 1 - table.share[(b * categoryCount + c) * LIMITS.length + l]!),
    demandPoints: group.length * 3,
    centre: at(...centre),
    polygons: hullOf(xy, reach * 0.45),
    nearestFacilityId: near?.f.id ?? null,
    nearestFacilityName: near?.f.name ?? null,
    nearestStraightMetres: near?.metres ?? null,
    nearestWalkMinutes: minutes !== null && minutes <= limit * 4 ? minutes : null,
    nearestWalkMetres: minutes !== null && minutes <= limit * 4 ? near!.metres * 1.25 : null,
    edgeAffected: group.some((b) => blocks[b]!.edgeMetres < 900 * SPEED),
    action: 'new-facility',
  }
}

/** Convex hull of discs around points. */
function hullOf(points: readonly (readonly [number, number])[], radius: number): PolygonRings[] {
  const cloud = points.flatMap(([x, y]) =>
    Array.from({ length: 10 }, (_, i): [number, number] => [
      x + radius * Math.cos((i * Math.PI) / 5),
      y + radius * Math.sin((i * Math.PI) / 5),
    ]),
  )
  cloud.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const half = (list: readonly [number, number][]) => {
    const out: [number, number][] = []
    for (const p of list) {
      while (out.length > 1) {
        const [a, b] = [out[out.length - 2]!, out[out.length - 1]!]
        if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break
        out.pop()
      }
      out.push(p)
    }
    return out
  }
  const lower = half(cloud)
  const upper = half([...cloud].reverse())
  const ring = [...lower.slice(0, -1), ...upper.slice(0, -1)].map(([x, y]) => at(x, y))
  return [[[...ring, ring[0]!]]]
}

/** A report with its facts counted anew: after parts of it were changed. */
export function withFacts(report: AnswerWithoutFacts): AccessReport {
  return { ...report, facts: gatherFacts(report) }
}

/** A made-up town's report. */
export function sampleReport(given: TownOptions = {}): AccessReport {
  const options: Required<TownOptions> = {
    blocks: 64,
    categories: 13,
    seed: 1,
    spanMetres: 4000,
    streets: 20,
    hostile: false,
    people: 'some',
    gaps: true,
    ...given,
  }
  const random = randomFrom(options.seed)
  const blocks = makeBlocks(random, options)
  const facilities = makeFacilities(random, options)
  const categories = CATEGORIES.slice(0, options.categories).map(
    ([id, nameZh, nameEn, theme, populationGroup]): ReportCategory => {
      const own = facilities.filter((f) => f.category === id)
      return {
        id,
        nameZh,
        nameEn,
        theme,
        populationGroup,
        facilities: own.length,
        linkedFacilities: own.filter((f) => f.linkStatus === 'linked').length,
      }
    },
  )
  const table = makeTable(blocks, facilities, categories)
  const coverage = makeCoverage(blocks, categories, table)
  const step = options.spanMetres / Math.ceil(Math.sqrt(options.blocks))
  const verdicts = blocks.flatMap((block, blockIndex): Verdict[] =>
    ['clinic', 'eldercare_station'].flatMap((category, ruleIndex) => {
      const c = categories.findIndex((one) => one.id === category)
      if (c < 0) return []
      const share = table.share[(blockIndex * categories.length + c) * 3 + 2]!
      return [
        {
          blockIndex,
          ruleIndex,
          level: '15',
          mandatory: true,
          value: null,
          facilityIndex: null,
          ruleId: `15-${category}`,
          category,
          limit: 15,
          basis: 'time' as const,
          unknownShare: 0,
          unknownReason: Number.isNaN(share) ? 'not-linked' : null,
          verdict: Number.isNaN(share) ? 'unknown' : share >= 0.999 ? 'met' : share <= 0.001 ? 'unmet' : 'partial',
          share: Number.isNaN(share) ? null : share,
          clause: 'GB 50180-2018, B.0.1',
          sourceVerified: category === 'clinic',
          edgeAffected: block.edgeMetres < 1000,
        },
      ]
    }),
  )
  const [west, south] = at(-options.spanMetres / 2, -options.spanMetres / 2)
  const [east, north] = at(options.spanMetres / 2, options.spanMetres / 2)
  return withFacts({
    schemaVersion: '1',
    modelVersion: '1',
    toolVersion: '0.1.0',
    options: {
      basis: 'time',
      limits: LIMITS,
      profile: { id: 'adult', walkMetresPerSecond: 1.25, stepsTimeFactor: 2, crossingWaitSeconds: 0 },
      maxLinkMetres: 200,
      demand: 'auto',
      standard: 'gb50180-2018',
    },
    inputs: [
      {
        role: 'area',
        name: 'sample-town.osm.pbf',
        byteLength: 1234567,
        sha256: 'ab'.repeat(32),
        date: '2026-03-01T00:00:00Z',
        format: 'osm-pbf',
        read: 5210,
        used: 4100,
        rejected: 1110,
      },
      {
        role: 'blocks',
        name: options.hostile ? HOSTILE_NAMES[0]! : 'blocks.csv',
        byteLength: 45678,
        sha256: 'cd'.repeat(32),
        date: null,
        format: 'csv',
        read: blocks.length + 3,
        used: blocks.length,
        rejected: 3,
      },
    ],
    network: {
      vertices: 9000,
      edges: 12000,
      walkableKilometres: 212.4,
      restrictedKilometres: 12.3,
      restrictedNodes: 41,
      blockedNodes: 3,
      components: 14,
      islandKilometres: 1.8,
      highwayWays: 5210,
      walkableWays: 4100,
      notWalkableWays: 1100,
      emptyWays: 10,
      squares: 12,
      outlineOnlySquares: 2,
      chords: 90,
      incompleteSquareRelations: 1,
      nodeRefs: 100_000,
      missingNodeRefs: 22,
      box: [west, south, east, north],
      boxIsDeclared: true,
    },
    categories,
    blocks,
    facilities,
    table,
    coverage,
    gaps: options.gaps ? makeGaps(blocks, facilities, categories, table, Math.max(150, step * 1.3)) : [],
    verdicts,
    rejects: [
      {
        source: 'blocks.csv',
        lineOrId: '18',
        code: 'swapped-coordinates',
        message: 'Line 18: outside the area; coordinates may be swapped (39.98, 116.31).',
        severity: 'rejected',
      },
      {
        source: 'blocks.csv',
        lineOrId: '19',
        code: 'missing-coordinates',
        message: `Line 19: no coordinates for "${options.hostile ? HOSTILE_NAMES[6] : '双泉堡'}".`,
        severity: 'rejected',
      },
      {
        source: 'blocks.csv',
        lineOrId: '44',
        code: 'duplicate-id',
        message: 'Line 44: id B00012 was given on line 13 already.',
        severity: 'rejected',
      },
      {
        source: 'osm',
        lineOrId: 'node/1002',
        code: 'island',
        message: 'node/1002 lies on an island of the network (32 m of street).',
        severity: 'warning',
      },
    ],
    notices: [
      {
        code: 'flat',
        textEn: 'Walking times are flat: slopes are not counted.',
        textZh: '步行时间未计坡度（按平地计算）。',
      },
      {
        code: 'restricted-ordinary',
        textEn: 'Restricted ways (12.3 km, 41 gates) count as ordinary ones.',
        textZh: '限制通行的道路（12.3 公里、41 处出入口）按普通道路计算。',
      },
    ],
  })
}

/** Streets, a river and a park under the made-up town. */
export function sampleBasemap(given: TownOptions = {}): Basemap {
  const { seed = 1, spanMetres = 4000, streets = 20 } = given
  const random = randomFrom(seed + 99)
  const major = new ShapeCollector(1)
  const minor = new ShapeCollector(1)
  const path = new ShapeCollector(1)
  const steps = new ShapeCollector(1)
  const bridge = new ShapeCollector(1)
  const half = spanMetres / 2
  const step = spanMetres / streets
  const bend = (phase: number, along: number) => Math.sin(along / 700 + phase) * step * 0.18
  const line = (collector: ShapeCollector, points: readonly (readonly [number, number])[]) =>
    collector.add(
      points.map(([x, y]) => Math.round(at(x, y)[0] * E7)),
      points.map(([x, y]) => Math.round(at(x, y)[1] * E7)),
    )
  for (let i = 0; i <= streets; i++) {
    for (let j = 0; j < streets; j++) {
      const fixed = i * step - half
      const points = (vertical: boolean) =>
        Array.from({ length: 5 }, (_, k): [number, number] => {
          const along = (j + k / 4) * step - half
          const across = fixed + bend(i, along)
          return vertical ? [across, along] : [along, across]
        })
      const target = i % 5 === 0 ? major : minor
      if (random() > 0.08 || i % 5 === 0) line(target, points(true))
      if (random() > 0.08 || i % 5 === 0) line(target, points(false))
      if (random() < 0.3) {
        const x = fixed + step * 0.5
        const y = (j + 0.5) * step - half
        line(random() < 0.1 ? steps : path, [
          [x - step * 0.4, y - step * 0.3],
          [x, y],
          [x + step * 0.3, y + step * 0.4],
        ])
      }
    }
  }
  const water = new ShapeCollector(1)
  const bank = (offset: number) =>
    Array.from({ length: 41 }, (_, k): LonLat => {
      const x = (k / 40 - 0.5) * spanMetres
      return at(x, Math.sin(x / 900) * 260 + spanMetres * 0.18 + offset)
    })
  water.addRing([...bank(0), ...bank(70).reverse(), bank(0)[0]!], false)
  const green = new ShapeCollector(1)
  for (let i = 0; i < 8; i++) {
    const x = (random() - 0.5) * spanMetres * 0.8
    const y = (random() - 0.5) * spanMetres * 0.8
    green.addRing(box(x, y, step * (0.5 + random() * 0.9), step * (0.4 + random() * 0.6))[0]![0]!, false)
  }
  line(bridge, [
    [-half * 0.5, Math.sin((-half * 0.5) / 900) * 260 + spanMetres * 0.18 - 20],
    [-half * 0.5, Math.sin((-half * 0.5) / 900) * 260 + spanMetres * 0.18 + 95],
  ])
  const none = { offset: new Uint32Array(1), lonE7: new Int32Array(0), latE7: new Int32Array(0) }
  const [west, south] = at(-half, -half)
  const [east, north] = at(half, half)
  return {
    box: [west, south, east, north],
    streets: {
      major: major.columns(),
      minor: minor.columns(),
      path: path.columns(),
      steps: steps.columns(),
      bridge: bridge.columns(),
    },
    railway: none,
    waterway: none,
    water: water.columns(),
    green: green.columns(),
    buildings: none,
    coastline: none,
    places: [
      { lonLat: at(-half * 0.55, half * 0.55), name: '清河', nameZh: '清河', nameEn: 'Qinghe', rank: 2 },
      { lonLat: at(half * 0.3, -half * 0.35), name: '五道口', nameZh: '五道口', nameEn: 'Wudaokou', rank: 2 },
    ],
  }
}
