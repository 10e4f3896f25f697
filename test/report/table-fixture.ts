// A made-up AccessReport, seeded: enough of everything that the file formats must survive. No street is involved.

import type { AccessReport } from '../../src/answer/access-report.ts'
import type { AccessTable } from '../../src/answer/access-table.ts'
import type { CategoryCoverage, CoverageShare } from '../../src/answer/coverage-share.ts'
import type { Gap } from '../../src/answer/gap.ts'
import type { MeasuredBlock, MeasuredFacility, ReportCategory } from '../../src/answer/measured-places.ts'
import type { Verdict } from '../../src/answer/verdicts.ts'
import type { LonLat } from '../../src/foundation/units.ts'
import type { Reject } from '../../src/normalise/places/rejects.ts'
import { withFacts, withHeadline } from './fixture.ts'

/** Names that break careless writers: markup, formulas, paths, length, direction, emoji, quotes, lines, control characters. */
export const NASTY_NAMES: readonly string[] = [
  '<script>alert(1)</script>',
  '=HYPERLINK("http://example.org","click")',
  '../../x',
  '幸福里'.repeat(100),
  'مركز صحي ‮ live',
  '👵🏽👶🏻 circle 🏥',
  'the "quoted", one; with comma',
  'two\nlines\r\nand a\ttab',
  '+1+cmd|" /C calc"!A0',
  '@SUM(1+1)*cmd',
  '-2+3',
  '\t=1+1',
  '＝1+1',
  "it's & <b>bold</b>",
  'bell\u0007 nul\u0000 half\ud800 end\uffff',
  '_x000D_ looks escaped',
  '',
]

export interface FixtureOptions {
  readonly blocks?: number
  readonly categories?: number
  readonly facilitiesPerCategory?: number
  readonly seed?: number
  readonly basis?: 'time' | 'distance'
  readonly limits?: readonly number[]
  readonly nasty?: boolean
  readonly geometry?: 'mixed' | 'points' | 'polygons'
}

const CATEGORIES: readonly [string, string, string, string, string][] = [
  ['clinic', '社区卫生服务站', 'Clinic', 'health', 'population'],
  ['elderly-care', '养老服务站', 'Elderly care station', 'elderly', 'age_60_plus'],
  ['nursery', '托育点', 'Nursery', 'children', 'age_0_3'],
  ['market', '菜市场', 'Market', 'food', 'population'],
  ['park', '公园', 'Park', 'green', 'population'],
  ['école', '学校', 'School, with an id beyond ASCII', 'education', 'population'],
  ['文化站', '文化站', 'Culture station', 'culture', 'population'],
]

/** mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function square([lon, lat]: LonLat, half: number): LonLat[] {
  // Clockwise on purpose: writers must turn it round.
  return [
    [lon - half, lat - half],
    [lon - half, lat + half],
    [lon + half, lat + half],
    [lon + half, lat - half],
    [lon - half, lat - half],
  ]
}

function makeBlocks(count: number, random: () => number, options: FixtureOptions): MeasuredBlock[] {
  return Array.from({ length: count }, (_, i): MeasuredBlock => {
    const lonLat: LonLat = [14.4 + random() * 0.2, 35.85 + random() * 0.1]
    const shape = options.geometry === 'points' ? 0 : options.geometry === 'polygons' ? 1 + (i % 2) : i % 4
    const unlinked = i % 11 === 10
    const people = i % 7 === 6 ? null : Math.round(random() * 1000)
    const island: LonLat = [lonLat[0] + 0.004, lonLat[1]]
    return {
      id: options.nasty && i < NASTY_NAMES.length ? `${NASTY_NAMES[i]}#${i}` : `b${i}`,
      name: options.nasty ? NASTY_NAMES[i % NASTY_NAMES.length]! : i % 5 === 4 ? null : `Block ${i}`,
      lonLat,
      polygons:
        shape === 0 || shape === 3
          ? null
          : shape === 1
            ? [[square(lonLat, 0.001), square(lonLat, 0.0003)]]
            : [[square(lonLat, 0.001)], [square(island, 0.001)]],
      people: { population: people, age_0_3: null, age_60_plus: people === null ? null : Math.round(people * 0.2) },
      dwellings: people === null ? null : Math.round(people / 2.5),
      landSquareMetres: shape === 0 || shape === 3 ? null : 40000 + 0.123456 * i,
      community: null,
      street: options.nasty ? '中关村街道' : null,
      district: i % 2 === 0 ? '海淀区' : null,
      source: 'blocks.csv',
      lineOrId: String(i + 2),
      demandMethod: (['gates', 'buildings', 'grid', 'point'] as const)[i % 4]!,
      demandPointCount: 1 + (i % 9),
      linkedShare: unlinked ? 0 : i % 5 === 0 ? 0.75 : 1,
      linkStatus: unlinked ? (['too-far', 'island', 'outside'] as const)[i % 3]! : 'linked',
      linkMetres: unlinked ? NaN : random() * 60,
      edgeMetres: random() * 5000 - 100,
    }
  })
}

function makeFacilities(categories: readonly ReportCategory[], random: () => number, o: FixtureOptions) {
  return categories.flatMap((category, c) =>
    Array.from({ length: category.facilities }, (_, k): MeasuredFacility => {
      const far = k === 2
      return {
        id: `node/${(c + 1) * 1000 + k}`,
        name: o.nasty ? NASTY_NAMES[(c * 3 + k) % NASTY_NAMES.length]! : k % 4 === 3 ? null : `${category.nameEn} ${k}`,
        category: category.id,
        categoryReason: 'amenity=clinic',
        lonLat: [14.4 + random() * 0.2, 35.85 + random() * 0.1],
        entrances: [[14.5, 35.9]],
        polygons: null,
        source: k % 2 === 0 ? 'osm' : 'facilities.csv',
        lineOrId: `node/${(c + 1) * 1000 + k}`,
        capacity: k % 3 === 0 ? null : 10 + k,
        floorAreaSquareMetres: null,
        level: null,
        hours: k % 2 === 0 ? 'Mo-Fr 08:00-17:00' : null,
        status: null,
        linkStatus: far ? 'too-far' : 'linked',
        linkMetres: far ? NaN : random() * 40,
      }
    }),
  )
}

function makeTable(
  blocks: readonly MeasuredBlock[],
  categories: readonly ReportCategory[],
  facilities: readonly MeasuredFacility[],
  limits: readonly number[],
  basis: 'time' | 'distance',
  random: () => number,
): AccessTable {
  const rows = blocks.length * categories.length
  const table = {
    blockCount: blocks.length,
    categoryCount: categories.length,
    limitCount: limits.length,
    status: new Uint8Array(rows),
    walkSeconds: new Float64Array(rows).fill(NaN),
    walkMetres: new Float64Array(rows).fill(NaN),
    facility: new Int32Array(rows).fill(-1),
    count: new Uint32Array(rows * limits.length),
    share: new Float64Array(rows * limits.length),
    edgeAffected: new Uint8Array(rows),
  }
  const largest = limits[limits.length - 1]!
  const linked = categories.map((category) =>
    facilities.flatMap((f, i) => (f.category === category.id && f.linkStatus === 'linked' ? [i] : [])),
  )
  for (let row = 0; row < rows; row++) {
    const block = blocks[Math.floor(row / categories.length)]!
    const candidates = linked[row % categories.length]!
    const cell = row * limits.length
    table.edgeAffected[row] = block.edgeMetres < 1000 ? 1 : 0
    const isLacking = categories[row % categories.length]!.facilities === 0
    if (block.linkStatus !== 'linked' || isLacking) {
      table.status[row] = isLacking ? 3 : 2
      table.share.fill(NaN, cell, cell + limits.length)
      continue
    }
    const value = random() * largest * 1.3
    if (value > largest || candidates.length === 0) {
      table.status[row] = 1
      continue
    }
    table.facility[row] = candidates[Math.floor(random() * candidates.length)]!
    table.walkMetres[row] = basis === 'time' ? value * 75 : value
    table.walkSeconds[row] = basis === 'time' ? value * 60 : value / 1.25
    limits.forEach((limit, l) => {
      table.count[cell + l] = value <= limit ? 1 + Math.floor(random() * 20) : 0
      table.share[cell + l] = value <= limit ? 0.5 + random() / 2 : random() / 2
    })
    if (row % 3 === 0) table.share.fill(1, cell, cell + limits.length)
  }
  return table
}

function shareOf(
  measure: string,
  amountOf: (block: MeasuredBlock) => number | null,
  blocks: readonly MeasuredBlock[],
  shares: (block: number) => number,
): CoverageShare {
  let covered = 0
  let total = 0
  let counted = 0
  let blocksUnlinked = 0
  let blocksUnknown = 0
  let unlinkedTotal = 0
  blocks.forEach((block, i) => {
    const value = amountOf(block)
    if (block.linkStatus !== 'linked') {
      blocksUnlinked++
      unlinkedTotal += value ?? 0
    } else if (value === null) blocksUnknown++
    else {
      counted++
      total += value
      covered += value * shares(i)
    }
  })
  const share = total > 0 ? covered / total : null
  return { measure, covered, total, share, blocks: counted, blocksUnlinked, blocksUnknown, unlinkedTotal }
}

function makeCoverage(
  blocks: readonly MeasuredBlock[],
  categories: readonly ReportCategory[],
  table: AccessTable,
  limits: readonly number[],
): CategoryCoverage[] {
  return categories.flatMap((category, c) =>
    limits.map((limit, l): CategoryCoverage => {
      const share = (b: number) => table.share[(b * categories.length + c) * limits.length + l]!
      return withHeadline(category, {
        category: category.id,
        limit,
        shares: [
          shareOf('population', (block) => block.people.population ?? null, blocks, share),
          shareOf('dwellings', (block) => block.dwellings, blocks, share),
          shareOf('blocks', () => 1, blocks, share),
        ],
      })
    }),
  )
}

function makeGaps(
  categories: readonly ReportCategory[],
  facilities: readonly MeasuredFacility[],
  limits: readonly number[],
) {
  return categories.flatMap((category, c) =>
    Array.from({ length: 3 }, (_, k): Gap => {
      const centre: LonLat = [14.42 + 0.03 * k, 35.86 + 0.01 * c]
      const near = facilities.find((facility) => facility.category === category.id) ?? null
      return {
        kind: 'category',
        id: `${category.id}-${limits[limits.length - 1]}-${c}${k}`,
        category: category.id,
        limit: limits[limits.length - 1]!,
        people: k === 2 ? null : 1000 * (c + 1) - 100 * k,
        groupPeople: k === 2 ? null : 200 * (c + 1),
        populationGroup: category.populationGroup,
        dwellings: k === 1 ? null : 300,
        blockIds: [`b${k}`, `b${k + 1}`],
        blockParts: [1, 0.5],
        demandPoints: 4,
        centre,
        polygons:
          k === 0
            ? [[square(centre, 0.002)], [square([centre[0] + 0.01, centre[1]], 0.002)]]
            : [[square(centre, 0.002)]],
        nearestFacilityId: near?.id ?? null,
        nearestFacilityName: near?.name ?? null,
        nearestStraightMetres: near === null ? null : 1234.56,
        nearestWalkMinutes: near === null || k === 1 ? null : 21.75,
        nearestWalkMetres: near === null || k === 1 ? null : 1631.2,
        edgeAffected: k === 1,
        action: k === 1 ? 'check-edge' : 'new-facility',
      }
    }),
  )
}

/** Makes a report; the same options give the same report. */
export function makeReport(options: FixtureOptions = {}): AccessReport {
  const random = seededRandom(options.seed ?? 1)
  const basis = options.basis ?? 'time'
  const limits = options.limits ?? (basis === 'time' ? [5, 10, 15] : [300, 500, 1000])
  const perCategory = options.facilitiesPerCategory ?? 5
  const categories = Array.from({ length: options.categories ?? 4 }, (_, i): ReportCategory => {
    const known = CATEGORIES[i] ?? [`kind-${i}`, `类别${i}`, `Kind ${i}`, 'services', 'population']
    const [id, nameZh, nameEn, theme, populationGroup] = known
    const facilities = i === 1 ? 0 : perCategory
    return { id, nameZh, nameEn, theme, populationGroup, facilities, linkedFacilities: Math.max(0, facilities - 1) }
  })
  const blocks = makeBlocks(options.blocks ?? 30, random, options)
  const facilities = makeFacilities(categories, random, options)
  const table = makeTable(blocks, categories, facilities, limits, basis, random)
  return withFacts({
    schemaVersion: '1',
    modelVersion: '1',
    toolVersion: '0.1.0',
    options: {
      basis,
      limits,
      profile: { id: 'adult', walkMetresPerSecond: 1.25, stepsTimeFactor: 2, crossingWaitSeconds: 0 },
      maxLinkMetres: 200,
      demand: 'auto',
      standard: 'sample-standard',
    },
    inputs: [
      {
        role: 'area',
        name: 'town.osm.pbf',
        byteLength: 1234,
        sha256: 'ab'.repeat(32),
        date: '2024-05-01T00:00:00Z',
        format: 'osm-pbf',
        read: 100,
        used: 98,
        rejected: 2,
      },
      {
        role: 'blocks',
        name: 'blocks.csv',
        byteLength: 99,
        sha256: 'cd'.repeat(32),
        date: null,
        format: 'csv',
        read: blocks.length + 1,
        used: blocks.length,
        rejected: 1,
      },
    ],
    network: {
      vertices: 10,
      edges: 12,
      walkableKilometres: 34.5678,
      restrictedKilometres: 1.2,
      restrictedNodes: 3,
      blockedNodes: 1,
      components: 2,
      islandKilometres: 0.5,
      highwayWays: 9,
      walkableWays: 7,
      notWalkableWays: 1,
      emptyWays: 1,
      squares: 12,
      outlineOnlySquares: 2,
      chords: 90,
      incompleteSquareRelations: 1,
      nodeRefs: 100_000,
      missingNodeRefs: 0,
      box: [14.4, 35.85, 14.6, 35.95],
      boxIsDeclared: true,
    },
    categories,
    blocks,
    facilities,
    table,
    coverage: makeCoverage(blocks, categories, table, limits),
    gaps: makeGaps(categories, facilities, limits),
    verdicts: makeVerdicts(blocks, categories, table, limits, basis),
    rejects: makeRejects(),
    notices: [{ code: 'flat', textEn: 'Flat: slopes are not counted.', textZh: '未考虑坡度。' }],
  })
}

function makeVerdicts(
  blocks: readonly MeasuredBlock[],
  categories: readonly ReportCategory[],
  table: AccessTable,
  limits: readonly number[],
  basis: 'time' | 'distance',
) {
  return blocks.flatMap((_, blockIndex) =>
    categories.map((category, c): Verdict => {
      const share = table.share[(blockIndex * categories.length + c) * limits.length + limits.length - 1]!
      const unknown = Number.isNaN(share)
      const lacking = category.facilities === 0
      return {
        blockIndex,
        ruleIndex: c,
        level: '15',
        mandatory: true,
        value: null,
        facilityIndex: null,
        ruleId: `rule-${c}`,
        category: category.id,
        limit: limits[limits.length - 1]!,
        basis: c === 2 ? 'straight-line' : basis,
        unknownShare: 0,
        unknownReason: unknown && !lacking ? 'not-linked' : null,
        verdict: lacking
          ? 'no-data'
          : unknown
            ? 'unknown'
            : share >= 0.999
              ? 'met'
              : share <= 0.001
                ? 'unmet'
                : 'partial',
        share: unknown ? null : share,
        clause: `表 B.0.${c}, "clause"`,
        sourceVerified: c % 2 === 0,
        edgeAffected: blockIndex % 2 === 0,
      }
    }),
  )
}

function makeRejects(): Reject[] {
  return [
    {
      source: 'blocks.csv',
      lineOrId: '7',
      code: 'outside-area',
      message: 'line 7: outside the area; "coordinates" may be swapped',
      severity: 'rejected',
    },
    { source: 'osm', lineOrId: 'way/12', code: 'missing-members', message: '=cmd|calc', severity: 'warning' },
    { source: 'osm', lineOrId: 'way/13', code: 'missing-members', message: 'two\nlines', severity: 'warning' },
  ]
}
