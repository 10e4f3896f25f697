// Sentences that every output repeats, so that no number travels without its conditions. English and Chinese.

import type { MeasuredBlock, ReportCategory } from '../answer/measured-places.ts'
import { type DataLicence, INVENTED_LICENCE, type NetworkSummary, type Notice } from '../answer/sources.ts'
import type { WalkProfile } from '../network/profile.ts'
import { streetsAreIncomplete } from '../normalise/streets/walkable-ways-record.ts'
import type { SplitLog } from '../normalise/tables/population-split.ts'

/** What the sentences depend on. */
export interface NoticeFacts {
  readonly profile: WalkProfile
  readonly network: NetworkSummary
  readonly categories: readonly ReportCategory[]
  readonly blocks: readonly MeasuredBlock[]
  /** Of the map. */
  readonly licence: DataLicence
  /** What was shared out of totals of communities. */
  readonly split?: readonly SplitLog[] | undefined
}

/** 1140 → 1,140, as the tables beside the sentences write it. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')

/** Kinds that one notice names; the counts of all are in the summary. */
const NAMED_KINDS = 20

/** The notices of an analysis, in a fixed order. */
export function collectNotices({ profile, network, categories, blocks, licence, split = [] }: NoticeFacts): Notice[] {
  const notices: Notice[] = [
    {
      code: 'flat',
      textEn: 'Walking times are for flat ground: slopes are not counted yet.',
      textZh: '步行时间按平地计算，尚未计入坡度。',
    },
  ]
  if (network.restrictedKilometres > 0 || network.restrictedNodes > 0) {
    const km = network.restrictedKilometres.toFixed(1)
    notices.push({
      code: 'restricted-as-ordinary',
      textEn: `${km} km of private or residents-only ways and ${grouped(network.restrictedNodes)} such gates count as ordinary streets: walks may pass through compounds that are closed in truth.`,
      textZh: `${km} 公里私有或仅限住户通行的道路和 ${grouped(network.restrictedNodes)} 处此类大门按普通道路计算，实际可能无法穿行。`,
    })
  }
  if (profile.stepsTimeFactor === null) {
    notices.push({
      code: 'wheelchair-unjudged',
      textEn:
        'Steps are avoided; kerbs, surfaces, slopes and lifts are not judged yet, so a route may not be passable.',
      textZh: '已避开台阶；路缘石、路面、坡度和电梯尚未判断，路线不一定能通行。',
    })
  }
  const withoutData = categories.filter((category) => category.facilities === 0)
  if (withoutData.length > 0) {
    const shown = withoutData.slice(0, NAMED_KINDS)
    const more = withoutData.length - shown.length
    notices.push({
      code: 'no-data',
      textEn: `No facility in the data: ${shown.map((c) => c.nameEn).join(', ')}${more > 0 ? ` and ${more} more kinds` : ''}. A gap in the data is not a gap in the city.`,
      textZh: `数据中没有以下设施：${shown.map((c) => c.nameZh).join('、')}${more > 0 ? `等 ${withoutData.length} 类` : ''}。数据缺失不等于现实缺失。`,
    })
  }
  const unlinkedOnly = categories.filter((category) => category.facilities > 0 && category.linkedFacilities === 0)
  if (unlinkedOnly.length > 0) {
    notices.push({
      code: 'no-linked-facility',
      textEn: `No facility links to the street network: ${unlinkedOnly.map((c) => c.nameEn).join(', ')}.`,
      textZh: `以下设施均无法接入步行网络：${unlinkedOnly.map((c) => c.nameZh).join('、')}。`,
    })
  }
  const unlinked = blocks.filter((block) => block.linkStatus !== 'linked').length
  if (unlinked > 0) {
    notices.push({
      code: 'unlinked-blocks',
      textEn: `${grouped(unlinked)} of ${grouped(blocks.length)} blocks do not link to the street network and are left out of every share.`,
      textZh: `${grouped(blocks.length)} 个地块中有 ${grouped(unlinked)} 个未接入步行网络，不计入任何覆盖率。`,
    })
  }
  const unknownPeople = blocks.filter((block) => (block.people.population ?? null) === null).length
  if (unknownPeople > 0) {
    notices.push({
      code: 'unknown-population',
      textEn: `The population of ${grouped(unknownPeople)} of ${grouped(blocks.length)} blocks is unknown; unknown is not zero, so they are left out of population shares.`,
      textZh: `${grouped(blocks.length)} 个地块中有 ${grouped(unknownPeople)} 个人口未知；未知不等于零，不计入人口覆盖率。`,
    })
  }
  if (split.some((entry) => entry.blocks > 0)) notices.push(splitNotice(split.filter((entry) => entry.blocks > 0)))
  if (streetsAreIncomplete(network)) notices.push(incompleteNotice(network))
  else if (network.missingNodeRefs > 0) {
    notices.push({
      code: 'missing-nodes',
      textEn: `${grouped(network.missingNodeRefs)} street points are missing from the extract (cut at its edge); walks stop there.`,
      textZh: `数据范围边缘缺少 ${grouped(network.missingNodeRefs)} 个道路节点，步行在此中断。`,
    })
  }
  notices.push(licence.attribution === INVENTED_LICENCE.attribution ? INVENTED : OSM_CREDIT)
  return notices
}

function incompleteNotice({ nodeRefs, missingNodeRefs }: NetworkSummary): Notice {
  const [missing, all] = [grouped(missingNodeRefs), grouped(nodeRefs)]
  const percent = Math.round((missingNodeRefs / nodeRefs) * 100)
  return {
    code: 'incomplete-streets',
    textEn: `The streets are incomplete: ${missing} of ${all} street points (${percent} %) are not in the file. It was cut or written without the nodes of its ways; do not rely on any number here.`,
    textZh: `路网不完整：文件缺少 ${all} 个道路节点中的 ${missing} 个（${percent}%），应是裁切或导出时未带上道路的节点；此处任何数字都不可靠。`,
  }
}

const OSM_CREDIT: Notice = {
  code: 'attribution',
  textEn: 'Street data © OpenStreetMap contributors, ODbL 1.0.',
  textZh: '道路数据 © OpenStreetMap 贡献者，ODbL 1.0 许可。',
}

const INVENTED: Notice = {
  code: 'attribution',
  textEn:
    'Streets and places are invented, for demonstration (CC0 1.0): nothing here is of OpenStreetMap or of a real town.',
  textZh: '道路和地点均为演示用的虚构数据（CC0 1.0），并非来自 OpenStreetMap 或真实城镇。',
}

const BASIS_ZH: Readonly<Record<SplitLog['basis'], string>> = {
  dwellings: '户数',
  'residential floor area': '住宅建筑面积',
}

function splitNotice(split: readonly SplitLog[]): Notice {
  const blocksOfUnit = new Map<string, number>()
  for (const { unit, blocks } of split) blocksOfUnit.set(unit, Math.max(blocks, blocksOfUnit.get(unit) ?? 0))
  const blocks = [...blocksOfUnit.values()].reduce((sum, count) => sum + count, 0)
  const bases = [...new Set(split.map(({ basis }) => basis))].sort()
  const units = blocksOfUnit.size
  return {
    code: 'shared-out-people',
    textEn: `People of ${grouped(blocks)} blocks were shared out from the totals of ${grouped(units)} communities by ${bases.join(' or ')}: they add up to the totals, but nobody counted them block by block.`,
    textZh: `${grouped(blocks)} 个地块的人口由 ${grouped(units)} 个社区的总数按${bases.map((basis) => BASIS_ZH[basis]).join('或')}分摊而来：合计等于总数，但并非逐个统计。`,
  }
}
