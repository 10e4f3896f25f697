// Blocks that gain or lose between two answers, as a layer: a row per such block. Changes in, a layer out.
import type { AnswerChanges, ChangedBlock } from '../../answer/answer-changes.ts'
import { limitLabel } from '../text/written-numbers.ts'
import { asciiKey, uniqueKeys } from '../text/written-text.ts'
import { type FeatureColumn, featureLayer, type PlainFeature } from './feature-layer.ts'
import type { Layer } from './layer.ts'
import type { CellValue } from './layer-columns.ts'
import { toLayerGeometry } from './layer-geometry.ts'

const FIRST_COLUMNS: readonly FeatureColumn[] = [
  { key: 'block_id', type: 'text', nameEn: 'Block', nameZh: '小区编号' },
  { key: 'name', type: 'text', nameEn: 'Name', nameZh: '名称' },
  { key: 'community', type: 'text', nameEn: 'Community', nameZh: '社区' },
  { key: 'street_unit', type: 'text', nameEn: 'Street unit', nameZh: '街道' },
  { key: 'district', type: 'text', nameEn: 'District', nameZh: '区' },
  {
    key: 'population',
    type: 'real',
    decimals: 2,
    unit: 'people',
    nameEn: 'People; empty where unknown',
    nameZh: '人口（未知为空）',
  },
  {
    key: 'kinds_gained',
    type: 'integer',
    nameEn: 'Kinds gained, all or in part, at the largest limit',
    nameZh: '最大限值内新获得的设施类数',
  },
  {
    key: 'kinds_lost',
    type: 'integer',
    nameEn: 'Kinds lost, all or in part, at the largest limit',
    nameZh: '最大限值内失去的设施类数',
  },
]

interface CellColumns {
  readonly change: FeatureColumn
  readonly people: FeatureColumn
}

function cellColumns({ categories, limits, basis }: AnswerChanges): CellColumns[] {
  const keys = uniqueKeys(categories.map(({ id }, at) => asciiKey(id, `category_${at + 1}`)))
  return categories.flatMap(({ nameEn, nameZh }, kind) =>
    limits.map((limit): CellColumns => {
      const label = limitLabel(limit, basis)
      const key = (what: string) => `${keys[kind]}_${what}_${label.replace('.', '_')}`
      return {
        change: {
          ...{ key: key('change'), type: 'real', decimals: 4, unit: 'share' },
          nameEn: `${nameEn}: part gained (below 0: lost) within ${label}`,
          nameZh: `${nameZh} ${label}内增减比例`,
        },
        people: {
          ...{ key: key('people'), type: 'real', decimals: 2, unit: 'people' },
          nameEn: `${nameEn}: people gained (below 0: lost) within ${label}`,
          nameZh: `${nameZh} ${label}内增减人数`,
        },
      }
    }),
  )
}

/**
 * The changes as a layer for any format: blocks that gain or lose, in the order of the earlier answer. `{category}_change_{limit}` is the part of
 * the block that is within the limit now and was not, below 0 for the other way; empty where it is unknown in either answer.
 *
 * @example
 * ```ts
 * import { type AnswerChanges, changeLayer } from 'living-circle/parts'
 * declare const changes: AnswerChanges
 * const layer = changeLayer(changes, '© OpenStreetMap contributors')
 * ```
 */
export function changeLayer(changes: AnswerChanges, attribution: string): Layer {
  const columns = cellColumns(changes)
  const head = {
    name: 'changes',
    titleEn: 'Blocks that gain or lose',
    titleZh: '有增减的小区',
    note: 'Parts of blocks within a limit after, less those before. Empty cells are unknown in one of the two: not linked, or no facility of the kind in the data.',
    attribution,
  }
  const heads = [...FIRST_COLUMNS, ...columns.flatMap(({ change, people }) => [change, people])]
  return featureLayer(
    head,
    heads,
    changes.changed.map((block, row) => changeFeature(changes, block, row, columns)),
  )
}

function changeFeature(
  { categories, limits, shareBefore, shareAfter }: AnswerChanges,
  block: ChangedBlock,
  row: number,
  columns: readonly CellColumns[],
): PlainFeature {
  const start = row * columns.length
  const changeAt = (cell: number) => shareAfter[start + cell]! - shareBefore[start + cell]!
  const { population } = block
  const cells = columns.flatMap(({ change, people }, cell): [string, CellValue][] => {
    const value = changeAt(cell)
    if (Number.isNaN(value)) return []
    return [
      [change.key, value],
      ...(population === null ? [] : [[people.key, value * population] as [string, CellValue]]),
    ]
  })
  const largest = categories.map((_, kind) => changeAt((kind + 1) * limits.length - 1))
  const properties = {
    block_id: block.id,
    name: block.name,
    community: block.community,
    street_unit: block.street,
    district: block.district,
    population,
    kinds_gained: largest.filter((change) => change > 1e-9).length,
    kinds_lost: largest.filter((change) => change < -1e-9).length,
    ...Object.fromEntries(cells),
  }
  return { properties, geometry: toLayerGeometry(block.polygons, block.lonLat) }
}
