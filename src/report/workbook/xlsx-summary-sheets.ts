// The sheets that say what was found at large: overview, by category, rules, method. A summary in, sheets out. They add nothing up
// that summary.json does not hold, except the people of the gaps.
import type { AccessReport } from '../../answer/access-report.ts'
import type { Lang } from '../../words/languages.ts'
import { sayNotice } from '../../words/notice.ts'
import { type Say, sayValue } from '../../words/xlsx-words.ts'
import { groupName } from '../layers/report-columns.ts'
import { firstScreen, firstScreenLines } from '../pages/first-screen.ts'
import { creditWords } from '../pages/report-facts.ts'
import type { Summary } from '../tables/summary-json.ts'
import { roundTo } from '../text/written-numbers.ts'
import type { Sheet, SheetCell, SheetColumn } from './xlsx-sheet.ts'

/** What every sheet is made from. */
export interface SheetContext {
  readonly report: AccessReport
  readonly summary: Summary
  readonly say: Say
  readonly lang: Lang
}

/** A column in one line. */
export function column(title: string, widthCharacters: number, format: SheetColumn['format'] = 'general'): SheetColumn {
  return { title, widthCharacters, format }
}

/** A sheet over rows that are at hand. */
export function listSheet(sheet: Omit<Sheet, 'rowCount' | 'rowOf'>, rows: readonly (readonly SheetCell[])[]): Sheet {
  return { ...sheet, rowCount: rows.length, rowOf: (row) => rows[row]! }
}

/** The name of a category in the workbook's language. */
export function categoryName({ report, lang }: SheetContext, id: string): string {
  const category = report.categories.find((candidate) => candidate.id === id)
  return (lang === 'zh' ? category?.nameZh : category?.nameEn) ?? id
}

/** `5 min`, `300 m` in the workbook's language; by the report's basis where none is given. */
export function limitText(
  { summary, say }: SheetContext,
  limit: number,
  basis: string = summary.options.basis,
): string {
  return `${limit} ${say(basis === 'time' ? 'minutes' : 'metres')}`
}

function asked(context: SheetContext): string {
  const { report, summary, say, lang } = context
  return say('askedText', {
    credit: creditWords(report)[lang],
    basis: say(summary.options.basis === 'time' ? 'walkingTime' : 'walkingDistance'),
    limits: summary.options.limits.map((limit) => limitText(context, limit)).join(', '),
    profile: summary.options.profile.id,
    speed: summary.options.profile.walkMetresPerSecond,
  })
}

/** Known people of a category's gaps. */
function gapPeople(report: AccessReport, category: string): number | null {
  let people: number | null = null
  for (const gap of report.gaps) {
    if (gap.kind !== 'category' || gap.category !== category) continue
    if (gap.people !== null) people = (people ?? 0) + gap.people
  }
  return people === null ? null : roundTo(people, 3)
}

/** Sheet Overview: one row per category. */
export function overviewSheet(context: SheetContext): Sheet {
  const { report, summary, say } = context
  const { people } = report.facts
  const { limits } = summary.options
  const rows = summary.categories.map((category): SheetCell[] => {
    const shares = limits.map((limit) => {
      const entry = category.coverage.find((candidate) => candidate.limit === limit)
      return entry?.shares.find(({ measure }) => measure === entry.headline)
    })
    const measure = shares[0]?.measure ?? null
    return [
      categoryName(context, category.id),
      category.id,
      category.facilities,
      category.linkedFacilities,
      measure === null ? null : measureName(context, measure),
      // Nothing is known of a kind that the data lack: no share, and no number of blocks that reach none.
      ...shares.map((share) => (category.facilities === 0 ? say('noData') : (share?.share ?? null))),
      ...shares.map((share) => (category.facilities === 0 ? null : (share?.covered ?? null))),
      shares[0]?.total ?? null,
      category.facilities === 0 ? null : category.blocks.reached,
      category.facilities === 0 ? null : category.blocks.unreached,
      category.blocks.unlinked,
      category.facilities === 0 ? null : category.gaps,
      gapPeople(report, category.id),
    ]
  })
  const found = say('inputText', {
    count: summary.counts.blocks,
    people: people === null ? say('unknownPeople') : say('knownPeople', { people: roundTo(people, 3) }),
    facilities: summary.counts.facilities,
  })
  return listSheet(
    {
      name: say('overview'),
      lines: [
        report.title ?? say('title'),
        ...firstScreenLines(firstScreen(report), context.lang),
        asked(context),
        found,
        `${say('denominatorText')} ${notices(context)}`,
      ],
      frozenColumns: 1,
      columns: [
        column(say('category'), 24),
        column(say('categoryId'), 18),
        column(say('facilitiesInData'), 12, 'integer'),
        column(say('linkedFacilities'), 12, 'integer'),
        column(say('measure'), 20),
        ...limits.map((limit) => column(say('shareWithin', { limit: limitText(context, limit) }), 13, 'percent')),
        ...limits.map((limit) => column(say('coveredWithin', { limit: limitText(context, limit) }), 13, 'integer')),
        column(say('total'), 12, 'integer'),
        column(say('blocksReached'), 12, 'integer'),
        column(say('blocksUnreached'), 12, 'integer'),
        column(say('blocksUnlinked'), 12, 'integer'),
        column(say('gaps'), 8, 'integer'),
        column(say('gapPeople'), 12, 'integer'),
      ],
    },
    rows,
  )
}

/** All notices in one line; the sheet Method lists them one by one. */
function notices({ lang, say, report }: SheetContext): string {
  const texts = report.notices.map((notice) => sayNotice(notice, lang))
  return texts.length === 0 ? '' : `${say('notice')}: ${texts.join(' ')}`
}

/** What a share counts. */
export function measureName({ say, lang }: Pick<SheetContext, 'say' | 'lang'>, measure: string): string {
  const said = sayValue(say, measure)
  return said === measure ? groupName(measure, lang) : said
}

/** Sheet By category: every share of summary.json with its denominator. */
export function categorySheet(context: SheetContext): Sheet {
  const { summary, say } = context
  const unit = say(summary.options.basis === 'time' ? 'minutes' : 'metres')
  const rows = summary.categories.flatMap((category) =>
    category.coverage.flatMap((entry) =>
      entry.shares.map((share): SheetCell[] => [
        categoryName(context, category.id),
        category.id,
        entry.limit,
        unit,
        measureName(context, share.measure),
        category.facilities === 0 ? null : share.covered,
        share.total,
        category.facilities === 0 ? say('noData') : share.share,
        share.blocks,
        share.blocksUnlinked,
        share.blocksUnknown,
        share.unlinkedTotal,
      ]),
    ),
  )
  return listSheet(
    {
      name: say('byCategory'),
      lines: [say('byCategory'), say('denominatorText')],
      frozenColumns: 1,
      columns: [
        column(say('category'), 24),
        column(say('categoryId'), 18),
        column(say('limit'), 8),
        column(say('unit'), 8),
        column(say('measure'), 20),
        column(say('covered'), 14, 'decimal1'),
        column(say('total'), 14, 'decimal1'),
        column(say('share'), 10, 'percent'),
        column(say('blocksCounted'), 12, 'integer'),
        column(say('blocksUnlinked'), 12, 'integer'),
        column(say('blocksUnknown'), 14, 'integer'),
        column(say('unlinkedTotal'), 16, 'decimal1'),
      ],
    },
    rows,
  )
}

/** Rows that could be used and were not, for the sentence of an input. */
function leftOut({ notAsked, outside }: Summary['inputs'][number]['rows'], say: Say) {
  return {
    notAsked: notAsked === undefined ? '' : say('readNotAsked', { n: notAsked }),
    outside: outside === undefined ? '' : say('readOutside', { n: outside }),
  }
}

/** Sheet Method: options, inputs with dates and hashes, notices, licence. */
export function methodSheet(context: SheetContext): Sheet {
  const { summary, say } = context
  const { options, network } = summary
  const { profile } = options
  const rows: [string, string][] = [
    [say('toolVersion'), `living-circle ${summary.toolVersion}`],
    [say('modelVersion'), summary.modelVersion],
    [say('basis'), say(options.basis === 'time' ? 'walkingTime' : 'walkingDistance')],
    [say('limits'), options.limits.map((limit) => limitText(context, limit)).join(', ')],
    [say('profile'), profile.id],
    [say('speed'), `${profile.walkMetresPerSecond} m/s`],
    [say('stepsFactor'), profile.stepsTimeFactor === null ? say('stepsNotPassable') : `× ${profile.stepsTimeFactor}`],
    [say('crossingWait'), `${profile.crossingWaitSeconds} s`],
    [say('maxLink'), `${options.maxLinkMetres} m`],
    [say('demand'), say(options.demand)],
    [say('standard'), options.standard ?? say('none')],
    [
      say('network'),
      say('networkText', {
        km: network.walkableKilometres ?? '?',
        island: network.islandKilometres ?? '?',
        restricted: network.restrictedKilometres ?? '?',
        gates: network.restrictedNodes,
      }),
    ],
    ...(network.squares + network.incompleteSquareRelations > 0
      ? [
          [
            say('squares'),
            say('squaresText', {
              squares: network.squares - network.outlineOnlySquares,
              lines: network.chords,
              outline: network.outlineOnlySquares,
              lacking: network.incompleteSquareRelations,
            }),
          ] satisfies [string, string],
        ]
      : []),
    ...summary.inputs.map(({ role, name, format, date, sha256, read, used, rejected, rows }): [string, string] => [
      `${say('input')}: ${sayValue(say, role)}`,
      `${name} (${format}); ${date ?? say('dateUnknown')}; SHA-256 ${sha256 ?? '?'}; ${say('readUsed', { read, used, rejected, ...leftOut(rows, say) })}`,
    ]),
    ...context.report.notices.map((notice): [string, string] => [say('notice'), sayNotice(notice, context.lang)]),
    [say('licence'), `${summary.licence.attribution}, ${summary.licence.database}, ${summary.licence.url}`],
  ]
  return listSheet(
    {
      name: say('method'),
      lines: [say('method'), say('denominatorText')],
      frozenColumns: 1,
      columns: [column(say('item'), 26), column(say('value'), 110, 'wrap')],
    },
    rows,
  )
}
