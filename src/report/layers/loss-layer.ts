// Who is served as the first profile but not as others, as a layer: a row per other profile and block. A report in, a layer out.
import type { AccessReport } from '../../answer/access-report.ts'
import type { ProfileLoss } from '../../answer/profile-losses.ts'
import { licenceOf } from '../../answer/sources.ts'
import { limitLabel } from '../text/written-numbers.ts'
import { asciiKey, uniqueKeys } from '../text/written-text.ts'
import { type FeatureColumn, featureLayer, type PlainFeature } from './feature-layer.ts'
import type { Layer } from './layer.ts'
import type { CellValue } from './layer-columns.ts'
import { toLayerGeometry } from './layer-geometry.ts'

const FIRST_COLUMNS: readonly FeatureColumn[] = [
  { key: 'block_id', type: 'text', nameEn: 'Block', nameZh: '小区编号' },
  { key: 'name', type: 'text', nameEn: 'Name', nameZh: '名称' },
  {
    key: 'population',
    type: 'real',
    decimals: 2,
    unit: 'people',
    nameEn: 'People; empty where unknown',
    nameZh: '人口（未知为空）',
  },
  { key: 'first_profile', type: 'text', nameEn: 'Compared with', nameZh: '对照步行者' },
  { key: 'profile', type: 'text', nameEn: 'Who walks', nameZh: '步行者' },
  {
    key: 'link_status',
    type: 'text',
    nameEn: 'Link of the block as this profile: `linked`, or why not',
    nameZh: '该步行者的接入状态',
  },
]

/** The columns of one kind at one limit, and the cell that they are of. */
interface LossColumns {
  readonly cell: number
  readonly share: FeatureColumn
  readonly people: FeatureColumn
}

/** Keys as in the layer `blocks`: the kind's id in ASCII, and the limit. */
function lossColumns({ categories, options }: AccessReport): LossColumns[] {
  const keys = uniqueKeys(categories.map(({ id }, i) => asciiKey(id, `category_${i + 1}`)))
  return categories.flatMap((category, column) =>
    options.limits.map((limit, at): LossColumns => {
      const label = limitLabel(limit, options.basis)
      const key = (what: string) => `${keys[column]}_${what}_${label.replace('.', '_')}`
      return {
        cell: column * options.limits.length + at,
        share: {
          ...{ key: key('lost'), type: 'real', decimals: 4, unit: 'share' },
          nameEn: `${category.nameEn}: part lost within ${label}`,
          nameZh: `${category.nameZh} ${label}内失去比例`,
        },
        people: {
          ...{ key: key('people_lost'), type: 'real', decimals: 2, unit: 'people' },
          nameEn: `${category.nameEn}: people lost within ${label}`,
          nameZh: `${category.nameZh} ${label}内失去人数`,
        },
      }
    }),
  )
}

/** Kinds of which a block loses all or a part at the largest limit. */
const KINDS_LOST: FeatureColumn = {
  ...{ key: 'kinds_lost', type: 'integer' },
  nameEn: 'Kinds lost, all or in part, at the largest limit; empty where not linked',
  nameZh: '最大限值内失去的设施类数（未接入为空）',
}

/**
 * The losses as a layer for any format, profile by profile, blocks in the report's order: `{category}_lost_{limit}` is the part of the
 * block that is served as the first profile and not as this one, empty where that is unknown (not linked as one of them, no data).
 */
export function lossLayer(report: AccessReport): Layer {
  const columns = lossColumns(report)
  const first = report.profileLosses?.first.id ?? ''
  const features = (report.profileLosses?.others ?? []).flatMap((loss) =>
    report.blocks.map((_, block) => lossFeature(report, loss, { block, first, columns })),
  )
  const head = {
    name: 'losses',
    titleEn: 'Served as the first profile, not as others',
    titleZh: '换一种步行者即失去服务的小区',
    note: 'Parts of blocks that reach a kind as the first profile and not as another. Empty cells are unknown: not linked as one of the two, no facility in the data, or unknown people.',
    attribution: licenceOf(report).attribution,
  }
  const heads = [...FIRST_COLUMNS, KINDS_LOST, ...columns.flatMap(({ share, people }) => [share, people])]
  return featureLayer(head, heads, features)
}

function lossFeature(
  report: AccessReport,
  loss: ProfileLoss,
  {
    block: index,
    first,
    columns,
  }: { readonly block: number; readonly first: string; readonly columns: readonly LossColumns[] },
): PlainFeature {
  const block = report.blocks[index]!
  const { categoryCount, limitCount } = report.table
  const population = block.people.population ?? null
  const start = index * categoryCount * limitCount
  const cells: [string, CellValue][] = columns.flatMap(({ cell, share, people }): [string, CellValue][] => {
    const lost = loss.lost[start + cell]!
    if (Number.isNaN(lost)) return []
    return [[share.key, lost], ...(population === null ? [] : [[people.key, lost * population] as [string, CellValue]])]
  })
  const isLinked = block.linkStatus === 'linked' && loss.linkStatus[index] === 'linked'
  let kinds = 0
  for (let category = 0; category < categoryCount; category++) {
    if (loss.lost[start + (category + 1) * limitCount - 1]! > 0) kinds++
  }
  const properties = {
    block_id: block.id,
    name: block.name,
    population,
    first_profile: first,
    profile: loss.profile.id,
    link_status: loss.linkStatus[index]!,
    kinds_lost: isLinked ? kinds : null,
    ...Object.fromEntries(cells),
  }
  return { properties, geometry: toLayerGeometry(block.polygons, block.lonLat) }
}
