// Sentences that every output repeats, so that no number travels without its conditions. English and Chinese.

import type { CompoundSummary } from '../answer/compound-summary.ts'
import type { MeasuredBlock, ReportCategory } from '../answer/measured-places.ts'
import {
  type DataLicence,
  INVENTED_LICENCE,
  type NetworkSummary,
  type Notice,
  type SlopeSummary,
  type StudyArea,
} from '../answer/sources.ts'
import type { StepFreeWalks } from '../answer/step-free-walks.ts'
import type { UnusedKind } from '../answer/verdicts.ts'
import type { WalkProfile } from '../network/profile.ts'
import { streetsAreIncomplete } from '../normalise/streets/walkable-ways-record.ts'
import type { SplitLog } from '../normalise/tables/population-split.ts'
import { nameOf, notice } from '../words/notice.ts'
import { compoundNotices } from './compound-notices.ts'

/** What the sentences depend on. */
export interface NoticeFacts {
  readonly profile: WalkProfile
  readonly network: NetworkSummary
  readonly compounds?: CompoundSummary | undefined
  readonly categories: readonly ReportCategory[]
  readonly blocks: readonly MeasuredBlock[]
  /** Of the map. */
  readonly licence: DataLicence
  /** Ids of kinds that the blocks' data lack and the map itself has; missing where its places are among the facilities. */
  readonly kindsOfMap?: readonly string[] | undefined
  /** Kinds in the data that no rule of the standard asks for. */
  readonly unusedKinds?: readonly UnusedKind[] | undefined
  /** What the map knows of wheels on the walks; missing for profiles that steps do not stop. */
  readonly stepFree?: StepFreeWalks | null | undefined
  /** What was shared out of totals of communities. */
  readonly split?: readonly SplitLog[] | undefined
}

/** Kinds that one notice names; the counts of all are in the summary. */
const NAMED_KINDS = 20
/** Files of heights that one notice names. */
const NAMED_SOURCES = 3

/** The notices of an analysis, in a fixed order. */
export function collectNotices(facts: NoticeFacts): Notice[] {
  const { profile, network, compounds, categories, blocks, licence, split = [] } = facts
  const notices: Notice[] = slopeNotices(network.slopes)
  notices.push(...compoundNotices(network, compounds, blocks))
  if (profile.stepsTimeFactor === null) {
    notices.push(stepFreeNotice(facts.stepFree ?? null))
  }
  notices.push(...lackingNotices(facts))
  const unlinkedOnly = categories.filter((category) => category.facilities > 0 && category.linkedFacilities === 0)
  if (unlinkedOnly.length > 0) {
    notices.push(notice('no-linked-facility', 'no-linked-facility', { kinds: unlinkedOnly.map(nameOf) }))
  }
  const unlinked = blocks.filter((block) => block.linkStatus !== 'linked').length
  if (unlinked > 0) {
    notices.push(notice('unlinked-blocks', 'unlinked-blocks', { n: unlinked, all: blocks.length }))
  }
  const unknownPeople = blocks.filter((block) => (block.people.population ?? null) === null).length
  if (unknownPeople > 0) {
    notices.push(notice('unknown-population', 'unknown-population', { n: unknownPeople, all: blocks.length }))
  }
  if (split.some((entry) => entry.blocks > 0)) notices.push(splitNotice(split.filter((entry) => entry.blocks > 0)))
  if (streetsAreIncomplete(network)) notices.push(incompleteNotice(network))
  else if (network.missingNodeRefs > 0) {
    notices.push(notice('missing-nodes', 'missing-nodes', { n: network.missingNodeRefs }))
  }
  const isInvented = licence.attribution === INVENTED_LICENCE.attribution
  notices.push(notice('attribution', isInvented ? 'credit-invented' : 'credit-osm', {}))
  return notices
}

/** For whom steps are no way: how much of the walks is known. */
function stepFreeNotice(known: StepFreeWalks | null): Notice {
  if (known === null || known.walkedMetres === 0) return notice('wheelchair-unjudged', 'wheelchair-unjudged', {})
  const { walkedMetres, freeMetres, notMetres } = known
  const percent = (metres: number) => ((metres / walkedMetres) * 100).toFixed(1)
  return notice('wheelchair-unjudged', 'step-free-walks', {
    free: percent(freeMetres),
    not: percent(notMetres),
    unknown: percent(walkedMetres - freeMetres - notMetres),
  })
}

/** Whether slopes count, how much of the streets has no heights, what was cut. */
function slopeNotices(slopes: SlopeSummary | undefined): Notice[] {
  if (slopes === undefined) return [notice('flat', 'flat', {})]
  const list = slopes.sources.slice(0, NAMED_SOURCES).join(', ') + (slopes.sources.length > NAMED_SOURCES ? ' …' : '')
  const { unknownKilometres, kilometres, cutParts, cutKilometres } = slopes
  const percent = ((unknownKilometres / kilometres) * 100).toFixed(1)
  return [
    unknownKilometres > 0
      ? notice('slopes', 'slopes', { list, km: unknownKilometres.toFixed(1), percent })
      : notice('slopes', 'slopes-everywhere', { list }),
    ...(cutParts > 0 ? [notice('slopes-cut', 'slopes-cut', { n: cutParts, km: cutKilometres.toFixed(1) })] : []),
  ]
}

/** Kinds without data, those of them that the map has, and kinds that no rule asks for. */
function lackingNotices({ categories, kindsOfMap = [], unusedKinds = [] }: NoticeFacts): Notice[] {
  const notices: Notice[] = []
  const lacking = categories.filter((category) => category.facilities === 0)
  if (lacking.length > 0) {
    const { kinds, more } = namedKinds(lacking)
    notices.push(
      more > 0
        ? notice('no-data', 'no-data-more', { kinds, more, all: lacking.length })
        : notice('no-data', 'no-data', { kinds }),
    )
  }
  const onMap = lacking.filter(({ id }) => kindsOfMap.includes(id))
  if (onMap.length > 0) {
    const { kinds, more } = namedKinds(onMap)
    const rest = more > 0 ? { key: 'and-more-kinds', values: { more } } : ''
    notices.push(notice('no-data-on-map', 'no-data-on-map', { n: onMap.length, all: lacking.length, kinds, rest }))
  }
  if (unusedKinds.length > 0) {
    const n = unusedKinds.reduce((sum, { facilities }) => sum + facilities, 0)
    const named = unusedKinds.slice(0, NAMED_KINDS)
    const kinds = named.map((kind) => ({
      key: 'kind-count',
      values: { kind: nameOf(kind), n: kind.facilities },
    }))
    const more = unusedKinds.length - named.length
    const rest = more > 0 ? { key: 'and-more-kinds', values: { more } } : ''
    notices.push(notice('unused-kinds', 'unused-kinds', { n, all: unusedKinds.length, kinds, rest }))
  }
  return notices
}

function namedKinds(kinds: readonly ReportCategory[]) {
  const shown = kinds.slice(0, NAMED_KINDS)
  return { kinds: shown.map(nameOf), more: kinds.length - shown.length }
}

/** Whose blocks count where there is a study area. */
export function studyAreaNotice({ name, blocksCut, blocksOutside }: StudyArea, inside: number): Notice {
  return notice('study-area', 'study-area', { name, inside, cut: blocksCut, outside: blocksOutside })
}

function incompleteNotice({ nodeRefs, missingNodeRefs }: NetworkSummary): Notice {
  const percent = Math.round((missingNodeRefs / nodeRefs) * 100)
  return notice('incomplete-streets', 'incomplete-streets', { missing: missingNodeRefs, all: nodeRefs, percent })
}

function splitNotice(split: readonly SplitLog[]): Notice {
  const blocksOfUnit = new Map<string, number>()
  for (const { unit, blocks } of split) blocksOfUnit.set(unit, Math.max(blocks, blocksOfUnit.get(unit) ?? 0))
  const blocks = [...blocksOfUnit.values()].reduce((sum, count) => sum + count, 0)
  const bases = [...new Set(split.map(({ basis }) => basis))].sort()
  return notice('shared-out-people', 'shared-out-people', {
    blocks,
    units: blocksOfUnit.size,
    bases: bases.map((basis) => ({ key: `basis.${basis}` })),
  })
}
