// How maps draw the layers of a report: blocks by the number of kinds they reach and by their walk to each category, facilities by category,
// gaps outlined (hatching would be too loud). A report and a layer's columns in, legends out. It does not know any map program.
import type { AccessReport } from '../../answer/access-report.ts'
import {
  BLACK,
  CATEGORY_COLOURS,
  type LayerClass,
  type LayerDrawing,
  type LayerDrawings,
  look,
  MISSING,
  NEAR_TO_FAR,
  UNKNOWN,
  WHITE,
} from './layer-drawing.ts'
import type { ReportColumn } from './report-columns.ts'

const MISSING_LOOK = look(MISSING, BLACK, 0.4)
const UNKNOWN_LOOK = look(UNKNOWN, [120, 120, 120], 0.15, 160)
const NO_DATA_LOOK = look([216, 220, 224], [138, 148, 156], 0.15, 200)

/** Key of a category's column, or `undefined` where the layer lacks it (all its values are unknown). */
function keyOf(columns: readonly ReportColumn[], specKey: string, category = -1): string | undefined {
  return columns.find((column) => column.specKey === specKey && column.category === category)?.key
}

/** Blocks by their walk to a category: one class per limit, then not reached, then not linked; one class where the data have none. */
function walkClasses(report: AccessReport, columns: readonly ReportColumn[], category: number): LayerClass[] {
  const { basis, limits } = report.options
  const status = keyOf(columns, '{category}_status', category)
  if (status === undefined) return []
  if (report.categories[category]!.facilities === 0) {
    return [{ nameEn: 'no data', nameZh: '无数据', where: [{ key: status, is: 'no-data' }], look: NO_DATA_LOOK }]
  }
  const walk = keyOf(columns, basis === 'time' ? '{category}_s' : '{category}_m', category)
  const inUnit = (limit: number) => (basis === 'time' ? limit * 60 : limit)
  const [unitEn, unitZh] = basis === 'time' ? ['min', '分钟'] : ['m', '米']
  const within =
    walk === undefined
      ? []
      : limits.map((limit, i): LayerClass => {
          const below = i === 0 ? [] : [{ key: walk, above: inUnit(limits[i - 1]!) }]
          const shade = Math.round((i * (NEAR_TO_FAR.length - 1)) / Math.max(1, limits.length))
          return {
            nameEn: `within ${limit} ${unitEn}`,
            nameZh: `${limit} ${unitZh}以内`,
            where: [{ key: status, is: 'reached' }, { key: walk, atMost: inUnit(limit) }, ...below],
            look: look(NEAR_TO_FAR[shade]!),
          }
        })
  return [
    ...within,
    { nameEn: 'not reached', nameZh: '未达', where: [{ key: status, is: 'unreached' }], look: MISSING_LOOK },
    { nameEn: 'not linked', nameZh: '未接入路网', where: [{ key: status, is: 'unlinked' }], look: UNKNOWN_LOOK },
  ]
}

/** Blocks by how many kinds they reach. */
function reachClasses(report: AccessReport, key: string | undefined): LayerClass[] {
  const all = report.categories.filter(({ facilities }) => facilities > 0).length
  if (key === undefined) return []
  const bounds = [...new Set([all, Math.ceil(all * 0.75), Math.ceil(all * 0.5), Math.ceil(all * 0.25), 1])].filter(
    (n) => n > 0,
  )
  return [
    ...bounds.map((from, i): LayerClass => {
      const to = i === 0 ? all : bounds[i - 1]! - 1
      const range = from === to ? String(from) : `${from}–${to}`
      return {
        nameEn: `${range} kinds`,
        nameZh: `可达 ${range} 类`,
        where: [
          { key, atLeast: from },
          { key, atMost: to },
        ],
        look: look(NEAR_TO_FAR[i]!),
      }
    }),
    { nameEn: 'none', nameZh: '无一可达', where: [{ key, is: 0 }], look: MISSING_LOOK },
    { nameEn: 'not linked', nameZh: '未接入路网', where: [{ key, is: null }], look: UNKNOWN_LOOK },
  ]
}

/** Blocks by the number of kinds they reach; further by their walk to each category. */
export function blockDrawings(report: AccessReport, columns: readonly ReportColumn[]): LayerDrawings {
  const reached = keyOf(columns, 'categories_reached')
  return {
    main: {
      titleEn: 'Blocks: kinds reached',
      titleZh: '小区：可达设施类数',
      shown: true,
      classes: reachClasses(report, reached),
    },
    ramp: {
      key: reached ?? null,
      scale: 'quantize',
      colour: NEAR_TO_FAR[1]!,
      colours: [...NEAR_TO_FAR].reverse(),
      opacity: 0.7,
      pointRadius: 10,
    },
    more: {
      titleEn: 'Blocks: to each kind',
      titleZh: '小区：到各类设施',
      drawings: report.categories.map(({ id, nameEn, nameZh }, category): LayerDrawing & { readonly id: string } => ({
        id,
        titleEn: `Blocks: to ${nameEn}`,
        titleZh: `小区：到${nameZh}`,
        shown: false,
        classes: walkClasses(report, columns, category),
      })),
    },
  }
}

/** Facilities by category. */
export function facilityDrawings(report: AccessReport, columns: readonly ReportColumn[]): LayerDrawings {
  const key = keyOf(columns, 'category') ?? 'category'
  return {
    main: {
      titleEn: 'Facilities',
      titleZh: '设施',
      shown: true,
      classes: report.categories.map(({ id, nameEn, nameZh }, i) => ({
        nameEn,
        nameZh,
        where: [{ key, is: id }],
        look: {
          ...look(
            CATEGORY_COLOURS[i % CATEGORY_COLOURS.length]!,
            i < CATEGORY_COLOURS.length ? BLACK : WHITE,
            0.2,
            255,
          ),
          shape: 'diamond',
        },
      })),
    },
    ramp: {
      key,
      scale: 'ordinal',
      colour: CATEGORY_COLOURS[0]!,
      colours: CATEGORY_COLOURS,
      opacity: 0.9,
      pointRadius: 6,
    },
    more: null,
  }
}

/** Gaps, switched off at first: they lie over the blocks. */
export function gapDrawings(): LayerDrawings {
  return {
    main: {
      titleEn: 'Gaps in cover',
      titleZh: '覆盖盲区',
      shown: false,
      classes: [{ nameEn: 'gap', nameZh: '盲区', where: [], look: look(MISSING, MISSING, 0.5, 70) }],
    },
    ramp: { key: null, scale: 'ordinal', colour: MISSING, colours: [MISSING], opacity: 0.25, pointRadius: 10 },
    more: null,
  }
}
