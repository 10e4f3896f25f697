// HALLWAY: which kinds a run measures: those asked for, those of a standard, the essential ones, or all that occur.
import { suggest } from '../foundation/options.ts'
import { allCategories } from '../normalise/categories/categories.ts'
import { essentialThings } from '../normalise/categories/essential-kinds.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'
import { categoriesOfPack } from '../standard/facility-fit.ts'
import type { StandardPack } from '../standard/standard-pack.ts'
import { checkWord } from '../words/option-values.ts'
import { message, problem } from '../words/problem.ts'

/** Which kinds are asked for: ids, all that the facilities have, or the essential ones. */
export type CategoryChoice = readonly string[] | 'all' | 'essential'

/**
 * The kinds to measure, in the order of the category list, then by id. Those of a standard always take part. `essential` are those of
 * {@link essentialThings} that the data have, and every kind that a file of the user's own names: what somebody lists, they ask about;
 * with none of either, all that occur.
 *
 * @param choice default: the standard's kinds where there is one, else all
 * @throws LivingCircleError `invalid-option` (a kind that is not known), `input-unusable` (nothing to measure)
 */
export function chooseCategories(
  choice: CategoryChoice | undefined,
  pack: StandardPack | undefined,
  facilities: readonly FacilityRecord[],
): string[] {
  const present = new Set(facilities.map((facility) => facility.category))
  const known = allCategories().map((category) => category.id)
  const ofPack = pack === undefined ? [] : categoriesOfPack(pack)
  const wanted = new Set([...ofPack, ...chosenKinds(choice ?? (pack === undefined ? 'all' : []), present, facilities)])
  for (const id of typeof choice === 'object' ? choice : []) refuseUnknown(id, present, known)
  if (wanted.size === 0) {
    throw problem('input-unusable', 'nothing.facilities', {}, { hint: 'hint.give-facilities' })
  }
  const rank = new Map(known.map((id, index) => [id, index]))
  const rankOf = (id: string) => rank.get(id) ?? known.length
  return [...wanted].sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))
}

function chosenKinds(
  choice: CategoryChoice,
  present: ReadonlySet<string>,
  facilities: readonly FacilityRecord[],
): Iterable<string> {
  if (choice === 'all') return present
  if (typeof choice === 'string') checkWord('categories', choice, ['all', 'essential'])
  if (choice !== 'essential') return choice
  const kinds = new Set(
    essentialThings().flatMap(({ categories }) => categories.filter((category) => present.has(category))),
  )
  for (const { source, category } of facilities) if (source !== 'osm') kinds.add(category)
  return kinds.size > 0 ? kinds : present
}

function refuseUnknown(id: string, present: ReadonlySet<string>, known: readonly string[]): void {
  if (present.has(id) || known.includes(id)) return
  const near = suggest(id, [...known, ...present])
  throw problem(
    'invalid-option',
    'category.unknown',
    { id },
    {
      hint: near === undefined ? 'hint.list-categories' : message('hint.did-you-mean', { word: near }),
      details: { category: id },
    },
  )
}
