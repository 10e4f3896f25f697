// The sheets that list things one by one: blocks, gaps, facilities, rejects. A report in, sheets out.
import type { Gap } from '../measure/access-report.ts'
import { inChinese } from './in-chinese.ts'
import { groupName, populationGroups } from './map-layers.ts'
import { suggestedAction } from './suggested-action.ts'
import { roundTo } from './written-numbers.ts'
import type { Sheet, SheetCell } from './xlsx-sheet.ts'
import { verifiedName } from './xlsx-standard-sheets.ts'
import { categoryName, column, limitText, listSheet, type SheetContext } from './xlsx-summary-sheets.ts'
import { sayValue } from './xlsx-words.ts'

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
    if (table.status[row] === 2) return say('notLinked')
    if (report.categories[row % table.categoryCount]!.facilities === 0) return say('noData')
    const value = walks[row]!
    return Number.isFinite(value) ? roundTo(byTime ? value / 60 : value, 1) : say('notReached')
  }
  return {
    name: say('byBlock'),
    lines: [say('byBlock'), say('byBlockText')],
    frozenColumns: 2,
    rowCount: blocks.length,
    rowOf: (index) => {
      const block = blocks[index]!
      const first = index * table.categoryCount
      const cells = report.categories.map((_, category) => walk(first + category))
      const linked = block.linkStatus === 'linked'
      return [
        block.id,
        block.name,
        block.district,
        block.street,
        block.community,
        ...groups.map((group) => (Object.hasOwn(block.people, group) ? rounded(block.people[group]!, 2) : null)),
        rounded(block.dwellings, 2),
        linked ? cells.filter((cell) => typeof cell === 'number').length : null,
        ...cells,
        sayValue(say, block.linkStatus),
        rounded(block.linkMetres, 1),
        sayValue(say, block.demandMethod),
        say(table.edgeAffected.subarray(first, first + table.categoryCount).includes(1) ? 'yes' : 'no'),
      ]
    },
    columns: [
      column(say('block'), 16),
      column(say('name'), 26),
      column(say('district'), 12),
      column(say('street'), 14),
      column(say('community'), 14),
      ...groups.map((group) => column(groupName(group, context.lang), 10, 'integer')),
      column(say('dwellings'), 10, 'integer'),
      column(say('categoriesReached'), 10, 'integer'),
      ...report.categories.map(({ id }) =>
        column(
          say(byTime ? 'minutesTo' : 'metresTo', { category: categoryName(context, id) }),
          14,
          byTime ? 'decimal1' : 'integer',
        ),
      ),
      column(say('linkStatus'), 12),
      column(say('linkMetres'), 10, 'decimal1'),
      column(say('demandMethod'), 12),
      column(say('edgeAffected'), 10),
    ],
  }
}

/** Gaps of a standard's rules first, then most people first; unknown last; then by id. */
function byPeople(a: Gap, b: Gap): number {
  const ofRule = Number((b.ruleId ?? null) !== null) - Number((a.ruleId ?? null) !== null)
  if (ofRule !== 0) return ofRule
  if (a.people !== b.people) {
    if (a.people === null) return 1
    if (b.people === null) return -1
    return b.people - a.people
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Sheet Gap ledger: one row per gap, most people first, with blank columns to fill in. */
export function gapLedgerSheet(context: SheetContext): Sheet {
  const { report, say, lang } = context
  const nameOf = new Map(report.blocks.map((block) => [block.id, block.name ?? block.id]))
  const categoryOf = new Map(report.categories.map((category) => [category.id, category]))
  const rules = new Map(report.standard?.rules.map((rule) => [rule.id, rule]))
  const ruleCells = (gap: Gap): SheetCell[] => {
    if (rules.size === 0) return []
    const rule = rules.get(gap.ruleId ?? '')
    if (rule === undefined) return [null, null]
    return [lang === 'zh' ? rule.nameZh : rule.nameEn, verifiedName(context, rule.verified, rule.mark)]
  }
  const rows = [...report.gaps].sort(byPeople).map((gap): SheetCell[] => {
    const action = suggestedAction(gap, categoryOf.get(gap.category), report.options.basis)
    const more = gap.blockIds.length - LISTED_NAMES
    const names = gap.blockIds.slice(0, LISTED_NAMES).map((id) => nameOf.get(id) ?? id)
    return [
      gap.id,
      gap.category
        .split('|')
        .map((id) => categoryName(context, id))
        .join(lang === 'zh' ? '、' : ', '),
      ...ruleCells(gap),
      limitText(context, gap.limit, gap.basis),
      rounded(gap.people, 2),
      groupName(gap.populationGroup, lang),
      rounded(gap.groupPeople, 2),
      rounded(gap.dwellings, 2),
      gap.blockIds.length,
      names.join('; ') + (more > 0 ? `; … +${more}` : ''),
      gap.nearestFacilityName ?? gap.nearestFacilityId,
      gap.nearestFacilityId,
      rounded(gap.nearestStraightMetres, 0),
      rounded(gap.nearestWalkMinutes, 1),
      rounded(gap.nearestWalkMetres, 0),
      lang === 'zh' ? action.textZh : action.textEn,
      say(gap.edgeAffected ? 'yes' : 'no'),
      rounded(gap.centre[0], 6),
      rounded(gap.centre[1], 6),
      null,
      null,
      null,
      null,
    ]
  })
  const states = (['stateOpen', 'stateConfirmed', 'stateInHand', 'stateDone', 'stateDropped'] as const).map((key) =>
    say(key),
  )
  return listSheet(
    {
      name: say('gapLedger'),
      lines: [say('gapLedger'), say('ledgerText')],
      frozenColumns: 2,
      columns: [
        column(say('gapId'), 24),
        column(say('category'), 20),
        ...(rules.size === 0 ? [] : [column(say('ruleName'), 24), column(say('verified'), 20, 'wrap')]),
        column(say('limit'), 10),
        column(say('gapPeopleWithout'), 12, 'integer'),
        column(say('group'), 12),
        column(say('gapGroupPeople'), 12, 'integer'),
        column(say('dwellings'), 10, 'integer'),
        column(say('blocks'), 8, 'integer'),
        column(say('blockNames'), 40, 'wrap'),
        column(say('nearestFacility'), 26, 'wrap'),
        column(say('nearestId'), 18),
        column(say('straightMetres'), 12, 'integer'),
        column(say('walkMinutes'), 12, 'decimal1'),
        column(say('walkMetres'), 12, 'integer'),
        column(say('action'), 60, 'wrap'),
        column(say('edgeAffected'), 10),
        column(say('lon'), 12),
        column(say('lat'), 12),
        column(say('owner'), 16),
        column(say('dueDate'), 14),
        { ...column(say('state'), 12), choices: states },
        column(say('note'), 30, 'wrap'),
      ],
    },
    rows,
  )
}

/** Sheet Facilities: every facility used. */
export function facilitySheet(context: SheetContext): Sheet {
  const { report, say } = context
  const { facilities } = report
  const nearestFor = new Uint32Array(facilities.length)
  for (const index of report.table.facility) if (index >= 0) nearestFor[index]! += 1
  return {
    name: say('facilities'),
    lines: [say('facilities'), say('facilitiesText')],
    frozenColumns: 2,
    rowCount: facilities.length,
    rowOf: (row) => {
      const facility = facilities[row]!
      return [
        facility.id,
        facility.name,
        categoryName(context, facility.category),
        facility.categoryReason,
        sayValue(say, facility.linkStatus),
        rounded(facility.linkMetres, 1),
        nearestFor[row]!,
        rounded(facility.capacity, 2),
        rounded(facility.floorAreaSquareMetres, 2),
        facility.level,
        facility.hours,
        facility.status,
        rounded(facility.lonLat[0], 7),
        rounded(facility.lonLat[1], 7),
        facility.source,
      ]
    },
    columns: [
      column(say('facility'), 18),
      column(say('name'), 30),
      column(say('category'), 20),
      column(say('reason'), 26),
      column(say('linkStatus'), 12),
      column(say('linkMetres'), 10, 'decimal1'),
      column(say('nearestForBlocks'), 12, 'integer'),
      column(say('capacity'), 10, 'integer'),
      column(say('floorArea'), 12, 'decimal1'),
      column(say('level'), 12),
      column(say('hours'), 20),
      column(say('status'), 12),
      column(say('lon'), 12),
      column(say('lat'), 12),
      column(say('source'), 20),
    ],
  }
}

/** Sheet Rejects: as rejects.csv. */
export function rejectSheet({ report, say, lang }: SheetContext): Sheet {
  return listSheet(
    {
      name: say('rejects'),
      lines: [say('rejects'), say('rejectsText')],
      frozenColumns: 0,
      columns: [
        column(say('source'), 24),
        column(say('lineOrId'), 18),
        column(say('code'), 22),
        column(say('message'), 90, 'wrap'),
        column(say('severity'), 12),
      ],
    },
    report.rejects.map(({ source, lineOrId, code, message, severity }) => [
      source,
      lineOrId,
      code,
      lang === 'zh' ? inChinese(message) : message,
      sayValue(say, severity),
    ]),
  )
}
