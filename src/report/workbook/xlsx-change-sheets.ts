// Sheets of a scenario or a comparison: its edits, who gains and loses by kind, by place, by rule, and why nobody does. Changes in, sheets out.
import type { AnswerChanges } from '../../answer/answer-changes.ts'
import type { EditEcho } from '../../answer/edit-echo.ts'
import type { Lang } from '../../words/languages.ts'
import type { Say } from '../../words/xlsx-words.ts'
import { sayOne, saySpoken } from '../text/spoken-text.ts'
import type { Sheet, SheetCell } from './xlsx-sheet.ts'
import { column, listSheet, measureName, type SheetContext } from './xlsx-summary-sheets.ts'

type Context = Pick<SheetContext, 'say' | 'lang'>

/** One row per edit. */
export function editSheet({ say, lang }: Context, edits: readonly EditEcho[]): Sheet {
  const rows = edits.map(({ id, op, status, said, touched, joins, metres, cost, note }): SheetCell[] => [
    id,
    opName(say, op),
    say(status === 'applied' ? 'editApplied' : 'editNothing'),
    saySpoken(said, lang),
    touched.map((one) => one.name ?? one.id).join('; '),
    joins.map(({ way, street }) => street ?? way).join('; '),
    joins.length === 0 ? null : Math.max(...joins.map((join) => join.metres)),
    metres,
    cost,
    note,
  ])
  return listSheet(
    {
      name: say('edits'),
      lines: [say('editsTitle')],
      frozenColumns: 1,
      columns: [
        column(say('editId'), 12),
        column(say('editOp'), 18),
        column(say('editStatus'), 12),
        column(say('editSaid'), 60),
        column(say('editTouched'), 24),
        column(say('editStreet'), 24),
        column(say('editLink'), 12, 'decimal1'),
        column(say('editMetres'), 12, 'decimal1'),
        column(say('editCost'), 12, 'decimal1'),
        column(say('note'), 24),
      ],
    },
    rows,
  )
}

function opName(say: Say, op: string): string {
  const words: Readonly<Record<string, Parameters<Say>[0]>> = {
    'add-facility': 'opAddFacility',
    'move-facility': 'opMoveFacility',
    'close-facility': 'opCloseFacility',
    'open-planned': 'opOpenPlanned',
    'set-capacity': 'opSetCapacity',
    'open-gate': 'opOpenGate',
    'close-gate': 'opCloseGate',
    'add-path': 'opAddPath',
    'add-crossing': 'opAddCrossing',
    'remove-way': 'opRemoveWay',
    'set-population': 'opSetPopulation',
  }
  return Object.hasOwn(words, op) ? say(words[op]!) : op
}

/** One row per kind, limit and measure; where nobody gains or loses, the reasons stand above. */
export function changeSheet(context: Context, changes: AnswerChanges): Sheet {
  const { say, lang } = context
  const unit = say(changes.basis === 'time' ? 'minutes' : 'metres')
  const rows = changes.kinds.flatMap(({ category, limit, shares }) =>
    shares.map((share): SheetCell[] => {
      const { before, after, gained, lost, appeared, vanished, moved } = share
      const counts = [share.blocksGained, share.blocksLost, share.blocksUnknown]
      const start = [kindName(changes, category, lang), `${limit} ${unit}`, measureName(context, share.measure)]
      return [...start, before, after, gained, lost, appeared, vanished, moved, ...counts]
    }),
  )
  return listSheet(
    {
      name: say('changes'),
      lines: [say('changesTitle'), ...changes.why.map((one) => sayOne(one, lang))],
      frozenColumns: 1,
      columns: [
        column(say('category'), 24),
        column(say('limit'), 10),
        column(say('measure'), 20),
        ...(
          [
            'changesBefore',
            'changesAfter',
            'changesGained',
            'changesLost',
            'changesAppeared',
            'changesVanished',
            'changesMoved',
          ] as const
        ).map((key) => column(say(key), 14, 'decimal1')),
        column(say('changesBlocksGained'), 12, 'integer'),
        column(say('changesBlocksLost'), 12, 'integer'),
        column(say('changesBlocksUnknown'), 14, 'integer'),
      ],
    },
    rows,
  )
}

/** One row per place, kind and limit. */
export function changePlaceSheet(context: Context, changes: AnswerChanges): Sheet {
  const { say, lang } = context
  const unit = say(changes.basis === 'time' ? 'minutes' : 'metres')
  const rows = changes.places.map((place): SheetCell[] => [
    say(place.level === 'community' ? 'community' : place.level === 'street' ? 'street' : 'district'),
    place.name,
    kindName(changes, place.category, lang),
    `${place.limit} ${unit}`,
    measureName(context, place.measure),
    place.gained,
    place.lost,
    place.blocksGained,
    place.blocksLost,
  ])
  return listSheet(
    {
      name: say('changePlaces'),
      lines: [say('changePlacesTitle')],
      frozenColumns: 2,
      columns: [
        column(say('changesLevel'), 12),
        column(say('changesPlace'), 20),
        column(say('category'), 24),
        column(say('limit'), 10),
        column(say('measure'), 20),
        column(say('changesGained'), 14, 'decimal1'),
        column(say('changesLost'), 14, 'decimal1'),
        column(say('changesBlocksGained'), 12, 'integer'),
        column(say('changesBlocksLost'), 12, 'integer'),
      ],
    },
    rows,
  )
}

function kindName({ categories }: AnswerChanges, id: string, lang: Lang): string {
  const named = categories.find((category) => category.id === id)
  return (lang === 'zh' ? named?.nameZh : named?.nameEn) ?? id
}
