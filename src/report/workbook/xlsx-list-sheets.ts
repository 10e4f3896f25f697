// The sheets that list things one by one: blocks, gaps, facilities, rejects. A report in, sheets out.

import type { AccessReport } from '../../answer/access-report.ts'
import { ACCESS_UNLINKED } from '../../answer/access-table.ts'
import { type Gap, gapCategories, gapState } from '../../answer/gap.ts'
import { STABILITY_BORDERLINE } from '../../answer/stability.ts'
import { GRAMMARS } from '../../words/languages.ts'
import { noticeText } from '../../words/notice.ts'
import { sayMessage, sayReject } from '../../words/say-message.ts'
import { sayValue } from '../../words/xlsx-words.ts'
import { groupName, populationGroups } from '../layers/report-columns.ts'
import { suggestedAction } from '../layers/suggested-action.ts'
import { roundTo } from '../text/written-numbers.ts'
import { areaFields, type Field, field, fieldSheet } from './xlsx-fields.ts'
import type { Sheet, SheetCell } from './xlsx-sheet.ts'
import { verifiedName } from './xlsx-standard-sheets.ts'
import { categoryName, limitText, type SheetContext } from './xlsx-summary-sheets.ts'

/** Names of blocks that a gap's row lists. */
const LISTED_NAMES = 20

function rounded(value: number | null, decimals: number): number | null {
  return value === null || !Number.isFinite(value) ? null : roundTo(value, decimals)
}

/** Sheet By block: one row per block, one column per category. */
export function blockSheet(context: SheetContext): Sheet {
  const { report, say } = context
  const { blocks, table } = report
  const byTime = report.options.basis === 'time'
  const groups = populationGroups(report).filter((group) =>
    blocks.some((block) => (block.people[group] ?? null) !== null),
  )
  const walks = byTime ? table.walkSeconds : table.walkMetres
  const walk = (row: number): SheetCell => {
    if (table.status[row] === ACCESS_UNLINKED) return say('notLinked')
    if (report.categories[row % table.categoryCount]!.facilities === 0) return say('noData')
    const value = walks[row]!
    return Number.isFinite(value) ? roundTo(byTime ? value / 60 : value, 1) : say('notReached')
  }
  const rows = blocks.map((block, index) => ({ block, first: index * table.categoryCount }))
  type Row = (typeof rows)[number]
  const reached = (first: number) =>
    report.categories.filter((_, category) => typeof walk(first + category) === 'number').length
  const fields: Field<Row>[] = [
    field(say('name'), 26, ({ block }) => block.name),
    field(say('block'), 16, ({ block }) => block.id),
    ...areaFields<Row>(say, ({ block }) => block),
    ...groups.map((group) => {
      const people = ({ block }: Row) => (Object.hasOwn(block.people, group) ? rounded(block.people[group]!, 2) : null)
      return field(groupName(group, context.lang), 10, people, 'integer')
    }),
    field(say('dwellings'), 10, ({ block }) => rounded(block.dwellings, 2), 'integer'),
    field(
      say('categoriesReached'),
      10,
      ({ block, first }) => (block.linkStatus === 'linked' ? reached(first) : null),
      'integer',
    ),
    ...borderlineFields<Row>(context, ({ first }) => first),
    ...report.categories.map(({ id }, category) => {
      const title = say(byTime ? 'minutesTo' : 'metresTo', { category: categoryName(context, id) })
      return field<Row>(title, 14, ({ first }) => walk(first + category), byTime ? 'decimal1' : 'integer')
    }),
    ...linkFields<Row>(say, ({ block }) => block),
    field(say('demandMethod'), 12, ({ block }) => sayValue(say, block.demandMethod)),
    field(say('edgeAffected'), 10, ({ first }) =>
      say(table.edgeAffected.subarray(first, first + table.categoryCount).includes(1) ? 'yes' : 'no'),
    ),
  ]
  return fieldSheet(
    { name: say('byBlock'), lines: [say('byBlock'), say('byBlockText')], frozenColumns: 2 },
    rows,
    fields,
  )
}

/** How many of a block's verdicts at the largest limit are borderline; none in answers that do not say. */
function borderlineFields<Row>({ report, say }: SheetContext, firstOf: (row: Row) => number): Field<Row>[] {
  const { stability, limitCount, categoryCount } = report.table
  if (stability === undefined) return []
  const count = (first: number) => {
    let borderline = 0
    for (let row = first; row < first + categoryCount; row++) {
      if (stability[(row + 1) * limitCount - 1] === STABILITY_BORDERLINE) borderline++
    }
    return borderline
  }
  return [field(say('borderline'), 10, (row) => count(firstOf(row)), 'integer')]
}

/** Whether a place links to a street, and how far it is. */
function linkFields<Row>(
  say: SheetContext['say'],
  placeOf: (row: Row) => { readonly linkStatus: string; readonly linkMetres: number },
): Field<Row>[] {
  return [
    field(say('linkStatus'), 12, (row) => sayValue(say, placeOf(row).linkStatus)),
    field(say('linkMetres'), 10, (row) => rounded(placeOf(row).linkMetres, 1), 'decimal1'),
  ]
}

/** Longitude and latitude. */
function placeFields<Row>(
  say: SheetContext['say'],
  decimals: number,
  placeOf: (row: Row) => readonly [number, number],
): Field<Row>[] {
  return [
    field(say('lon'), 12, (row) => rounded(placeOf(row)[0], decimals)),
    field(say('lat'), 12, (row) => rounded(placeOf(row)[1], decimals)),
  ]
}

/** Gaps of a standard's rules first, then most people first; unknown last; then by id. */
function byPeople(a: Gap, b: Gap): number {
  const ofRule = Number(b.kind === 'rule') - Number(a.kind === 'rule')
  if (ofRule !== 0) return ofRule
  if (a.people !== b.people) {
    if (a.people === null) return 1
    if (b.people === null) return -1
    return b.people - a.people
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Where gaps come from, seen from a former answer; nothing without one. */
function sinceFields({ report, say }: SheetContext): Field<Gap>[] {
  if (report.closedGapIds === undefined) return []
  const words = { known: say('gapKnown'), part: say('gapPart'), new: say('gapNew') }
  return [
    field(say('gapSince'), 12, (gap) => words[gapState(gap) ?? 'new']),
    field(say('splitFrom'), 24, ({ lineage }) => lineage?.splitFrom ?? null),
    field(say('mergedGaps'), 24, ({ lineage }) => (lineage?.merged ?? []).join('; ') || null, 'wrap'),
  ]
}

/** Sheet Gap ledger: one row per gap, most people first, with blank columns to fill in. */
export function gapLedgerSheet(context: SheetContext): Sheet {
  const { report, say, lang } = context
  const nameOf = new Map(report.blocks.map((block) => [block.id, block.name ?? block.id]))
  const rules = new Map(report.standard?.rules.map((rule) => [rule.id, rule]))
  const ruleOf = (gap: Gap) => (gap.kind === 'rule' ? rules.get(gap.ruleId) : undefined)
  const blockNames = ({ blockIds }: Gap) => {
    const more = blockIds.length - LISTED_NAMES
    const names = blockIds.slice(0, LISTED_NAMES).map((id) => nameOf.get(id) ?? id)
    return names.join('; ') + (more > 0 ? `; … +${more}` : '')
  }
  const action = (gap: Gap) => {
    return noticeText(suggestedAction(gap).said, lang)
  }
  const ruleFields: Field<Gap>[] = [
    field(say('ruleName'), 24, (gap) => (lang === 'zh' ? ruleOf(gap)?.nameZh : ruleOf(gap)?.nameEn) ?? null),
    field(
      say('verified'),
      20,
      (gap) => {
        const rule = ruleOf(gap)
        return rule === undefined ? null : verifiedName(context, rule.verified, rule.mark)
      },
      'wrap',
    ),
  ]
  const states = (['stateOpen', 'stateConfirmed', 'stateInHand', 'stateDone', 'stateDropped'] as const).map((key) =>
    say(key),
  )
  const blank = () => null
  const state = field<Gap>(say('state'), 12, blank)
  const fields: Field<Gap>[] = [
    field(say('gapId'), 24, ({ id }) => id),
    ...sinceFields(context),
    field(say('category'), 20, (gap) =>
      gapCategories(gap)
        .map((id) => categoryName(context, id))
        .join(GRAMMARS[lang].comma),
    ),
    ...(rules.size === 0 ? [] : ruleFields),
    field(say('limit'), 10, ({ limit, basis }) => limitText(context, limit, basis)),
    field(say('gapPeopleWithout'), 12, ({ people }) => rounded(people, 2), 'integer'),
    field(say('group'), 12, ({ populationGroup }) => groupName(populationGroup, lang)),
    field(say('gapGroupPeople'), 12, ({ groupPeople }) => rounded(groupPeople, 2), 'integer'),
    field(say('dwellings'), 10, ({ dwellings }) => rounded(dwellings, 2), 'integer'),
    field(say('blocks'), 8, ({ blockIds }) => blockIds.length, 'integer'),
    field(say('blockNames'), 40, blockNames, 'wrap'),
    field(say('nearestFacility'), 26, (gap) => gap.nearestFacilityName ?? gap.nearestFacilityId, 'wrap'),
    field(say('nearestId'), 18, ({ nearestFacilityId }) => nearestFacilityId),
    field(say('straightMetres'), 12, ({ nearestStraightMetres }) => rounded(nearestStraightMetres, 0), 'integer'),
    field(say('walkMinutes'), 12, ({ nearestWalkMinutes }) => rounded(nearestWalkMinutes, 1), 'decimal1'),
    field(say('walkMetres'), 12, ({ nearestWalkMetres }) => rounded(nearestWalkMetres, 0), 'integer'),
    field(say('action'), 60, action, 'wrap'),
    field(say('edgeAffected'), 10, ({ edgeAffected }) => say(edgeAffected ? 'yes' : 'no')),
    ...placeFields<Gap>(say, 6, ({ centre }) => centre),
    field(say('owner'), 16, blank),
    field(say('dueDate'), 14, blank),
    { ...state, column: { ...state.column, choices: states } },
    field(say('note'), 30, blank, 'wrap'),
  ]
  const rows = [...report.gaps].sort(byPeople)
  return fieldSheet(
    { name: say('gapLedger'), lines: [say('gapLedger'), say('ledgerText')], frozenColumns: 2 },
    rows,
    fields,
  )
}

/** Sheet Facilities: every facility used. */
export function facilitySheet(context: SheetContext): Sheet {
  const { report, say, lang } = context
  const { facilities } = report
  const nearestFor = new Uint32Array(facilities.length)
  for (const index of report.table.facility) if (index >= 0) nearestFor[index]! += 1
  const rows = facilities.map((facility, index) => ({ facility, blocks: nearestFor[index]! }))
  type Row = (typeof rows)[number]
  const fields: Field<Row>[] = [
    field(say('name'), 30, ({ facility }) => facility.name),
    field(say('facility'), 18, ({ facility }) => facility.id),
    field(say('category'), 20, ({ facility }) => categoryName(context, facility.category)),
    field(say('reason'), 26, ({ facility }) =>
      facility.categorySaid === undefined ? facility.categoryReason : sayMessage(facility.categorySaid, lang),
    ),
    ...linkFields<Row>(say, ({ facility }) => facility),
    field(say('nearestForBlocks'), 12, ({ blocks }) => blocks, 'integer'),
    field(say('capacity'), 10, ({ facility }) => rounded(facility.capacity, 2), 'integer'),
    field(say('floorArea'), 12, ({ facility }) => rounded(facility.floorAreaSquareMetres, 2), 'decimal1'),
    field(say('level'), 12, ({ facility }) => facility.level),
    field(say('hours'), 20, ({ facility }) => facility.hours),
    field(say('status'), 12, ({ facility }) => facility.status),
    ...placeFields<Row>(say, 7, ({ facility }) => facility.lonLat),
    field(say('source'), 20, ({ facility }) => facility.source),
  ]
  const lines = [say('facilities'), say('facilitiesText')]
  return fieldSheet({ name: say('facilities'), lines, frozenColumns: 2 }, rows, fields)
}

/** Sheet Rejects: as rejects.csv. */
export function rejectSheet({ report, say, lang }: SheetContext): Sheet {
  const fields: Field<AccessReport['rejects'][number]>[] = [
    field(say('source'), 24, ({ source }) => source),
    field(say('lineOrId'), 18, ({ lineOrId }) => lineOrId),
    field(say('code'), 22, ({ code }) => code),
    field(say('message'), 90, (reject) => sayReject(reject, lang), 'wrap'),
    field(say('severity'), 12, ({ severity }) => sayValue(say, severity)),
  ]
  const lines = [say('rejects'), say('rejectsText')]
  return fieldSheet({ name: say('rejects'), lines, frozenColumns: 0 }, report.rejects, fields)
}
