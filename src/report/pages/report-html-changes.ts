// Who gains and who loses, as a part of a page: a sentence, a map, tables by kind, by place and by rule; or why there is no difference. Changes
// in, HTML out.
import type { AccessReport } from '../../answer/access-report.ts'
import { type AnswerChanges, type CategoryChange, headlineChange } from '../../answer/answer-changes.ts'
import type { EditEcho } from '../../answer/edit-echo.ts'
import { countText, decimalText, type Lang, same, say, type Words, wordsBy } from '../../words/words.ts'
import { drawPlaceNames } from '../drawing/drawing-basemap.ts'
import { CHANGE_NAMES, changeNames, changeSwatch, drawChanges, drawEdits } from '../drawing/drawing-changes.ts'
import { sayOne } from '../text/spoken-text.ts'
import { both, bothAttribute, nameHtml } from './page-shell.ts'
import { categoryWords, creditWords, unitWords } from './report-facts.ts'
import type { MapScene } from './report-html-category.ts'
import { headCell, NUM, scrollTable } from './report-html-table.ts'

/** Rows of the table of places. */
const LISTED_PLACES = 30

/** All of it. `edits` are drawn on the map; none for two results that no list of edits lies between. */
export function changesHtml(
  changes: AnswerChanges,
  report: AccessReport,
  edits: readonly EditEcho[],
  scene: MapScene,
  lang: Lang,
): string {
  const limit = changes.limits.at(-1)!
  const kinds = changes.kinds.filter((kind) => kind.limit === limit)
  return (
    sentence(changes, limitWordsOf(changes, limit)) +
    mapFigure(changes, report, edits, scene, lang) +
    kindTable(changes, kinds, limit) +
    placeTable(changes, limit) +
    ruleTable(changes)
  )
}

function limitWordsOf({ basis }: AnswerChanges, limit: number): Words {
  return say(basis === 'time' ? 'minutes' : 'metres', { n: decimalText(limit, 2) })
}

function sentence(changes: AnswerChanges, limit: Words): string {
  const { blocks, why, walks, allowed } = changes
  const unlike =
    allowed.length === 0
      ? ''
      : `<p class="note">${both(say('changes_unlike', { list: allowed.map(({ part, before, after }) => `${part} (${before} / ${after})`).join('; ') }))}</p>`
  if (why.length > 0) {
    const items = why.map((one) => `<li>${both(wordsBy((code) => sayOne(one, code)))}</li>`)
    return `<p>${both(say('changes_none'))}</p><ul class="why">${items.join('')}</ul>${unlike}`
  }
  const values = { gaining: blocks.gaining, losing: blocks.losing, n: blocks.compared, limit }
  return (
    `<p>${both(say('changes_line', values))}</p>` +
    `<p class="note">${both(say('changes_walks', { shorter: walks.shorter, longer: walks.longer }))}</p>${unlike}`
  )
}

function mapFigure(
  changes: AnswerChanges,
  report: AccessReport,
  edits: readonly EditEcho[],
  { frame, drawn, basemap }: MapScene,
  lang: Lang,
): string {
  const hasGround = basemap.streets.major.lonE7.length + basemap.streets.minor.lonE7.length > 0
  const names = changeNames(changes)
  const count = new Map(CHANGE_NAMES.map((name) => [name, 0]))
  for (const { id } of report.blocks) {
    const name = names.get(id) ?? 'same'
    count.set(name, count.get(name)! + 1)
  }
  const counts = { gains: count.get('gains')!, loses: count.get('loses')!, both: count.get('both')! }
  const places = (one: Lang) => {
    const svg = drawPlaceNames(basemap.places, frame, one)
    return svg === '' ? '' : `<g lang="${one}">${svg}</g>`
  }
  const applied = edits.filter(({ status }) => status === 'applied').length
  const item = (swatch: Parameters<typeof changeSwatch>[0], text: Words, n: number) =>
    n === 0 ? '' : `<li>${changeSwatch(swatch)}${both(text)} <span class="n">${countText(n)}</span></li>`
  const legend =
    CHANGE_NAMES.map((name) => item(name, say(`changes_${name}`), count.get(name)!)).join('') +
    item('edit', say('changes_edit'), applied)
  return (
    `<figure class="map"><svg viewBox="0 0 ${frame.width} ${frame.height}" role="img"${bothAttribute('aria-label', say('changes_map', counts), lang)}>` +
    `<use href="#lc-ground"/>${drawChanges(report.blocks, drawn, names)}${places('en')}${places('zh')}${drawEdits(edits, frame)}<use href="#lc-furniture"/></svg>` +
    `<figcaption><ul class="legend">${legend}</ul><p class="source">${hasGround ? `${both(say('schematic'))} ` : ''}${both(creditWords(report))}</p></figcaption></figure>`
  )
}

function kindTable(changes: AnswerChanges, kinds: readonly CategoryChange[], limit: number): string {
  const heads =
    headCell('coverage_kind') +
    headCell('losses_measure') +
    (
      [
        'changes_before',
        'changes_after',
        'changes_gained',
        'changes_lost',
        'changes_appeared',
        'changes_moved',
      ] as const
    )
      .map((key) => headCell(key, NUM))
      .join('')
  const rows = kinds.flatMap((kind) => {
    const share = headlineChange(kind)
    const named = changes.categories.find(({ id }) => id === kind.category)!
    if (share === null) return []
    const { before, after, gained, lost, appeared, vanished, moved } = share
    if ([gained, lost, appeared, vanished, moved].every((amount) => Math.abs(amount) < 0.5)) return []
    const cells = [before, after, gained, lost, appeared - vanished, moved].map(
      (amount) => `<td${NUM}>${countText(Math.round(amount))}</td>`,
    )
    return [
      `<tr><th scope="row">${both(categoryWords(named))}</th><td>${both(unitWords(share.measure))}</td>${cells.join('')}</tr>`,
    ]
  })
  if (rows.length === 0) return ''
  const caption = both(say('changes_kinds', { limit: limitWordsOf(changes, limit) }))
  const rest = kinds.length - rows.length
  const more = rest === 0 ? '' : `<p class="note">${both(say('changes_rest', { n: rest }))}</p>`
  return scrollTable('c-changes', caption, heads, rows.join('')) + more
}

function placeTable(changes: AnswerChanges, limit: number): string {
  const level = changes.places[0]?.level
  const places = changes.places.filter((place) => place.level === level && place.limit === limit)
  if (level === undefined || places.length === 0) return ''
  const sorted = [...places].sort((a, b) => b.gained + b.lost - a.gained - a.lost).slice(0, LISTED_PLACES)
  const heads =
    headCell('changes_place') +
    headCell('coverage_kind') +
    headCell('losses_measure') +
    headCell('changes_gained', NUM) +
    headCell('changes_lost', NUM)
  const rows = sorted.map(({ name, category, measure, gained, lost }) => {
    const named = changes.categories.find(({ id }) => id === category)!
    const cells = [gained, lost].map((amount) => `<td${NUM}>${countText(Math.round(amount))}</td>`).join('')
    return `<tr><th scope="row">${nameHtml(name)}</th><td>${both(categoryWords(named))}</td><td>${both(unitWords(measure))}</td>${cells}</tr>`
  })
  const caption = both(say('changes_places', { level: say(`level_${level}`), limit: limitWordsOf(changes, limit) }))
  return scrollTable('c-change-places', caption, heads, rows.join(''))
}

function ruleTable({ rules }: AnswerChanges): string {
  const rows = rules
    .filter(({ blocksGained, blocksLost }) => blocksGained + blocksLost > 0)
    .map(({ nameEn, nameZh, blocksGained, blocksLost, peopleGained, peopleLost }) => {
      const cells = [blocksGained, peopleGained, blocksLost, peopleLost].map(
        (n) => `<td${NUM}>${countText(Math.round(n))}</td>`,
      )
      return `<tr><th scope="row">${both({ ...same(nameEn), zh: nameZh })}</th>${cells.join('')}</tr>`
    })
  if (rows.length === 0) return ''
  const heads =
    headCell('changes_rule') +
    (['changes_blocks_gained', 'changes_people_gained', 'changes_blocks_lost', 'changes_people_lost'] as const)
      .map((key) => headCell(key, NUM))
      .join('')
  return scrollTable('c-change-rules', both(say('changes_rules')), heads, rows.join(''))
}
