// The facility categories of data/categories.json, and which of them a word in a table means. It knows no OSM and no AMap.
import type { Category } from './category.ts'
import { categoryData } from './category-data.ts'
import { wordKey } from './category-names.ts'

const CATEGORIES: readonly Category[] = (categoryData as { readonly categories: readonly Category[] }).categories
const BY_ID = new Map(CATEGORIES.map((category) => [category.id, category]))

/**
 * All categories, in the order of `data/categories.json` (earlier ones win ties when elements are recognised).
 *
 * @example
 * ```ts
 * import { allCategories } from 'living-circle'
 * allCategories().some((category) => category.id === 'nursery') // true
 * ```
 */
export function allCategories(): readonly Category[] {
  return CATEGORIES
}

/** The category of an id, or `undefined`. */
export function categoryById(id: string): Category | undefined {
  return BY_ID.get(id)
}

/** What a word of a category column means: a category, or the ids that come nearest. */
export type CategoryWord =
  | { readonly category: Category; readonly suggestions: readonly [] }
  | { readonly category: null; readonly suggestions: readonly string[] }

/**
 * Reads a word of a category column: an id, a Chinese or English name, or an alias. Case, spaces, underscores, hyphens,
 * brackets, full width and an English plural do not matter.
 *
 * @returns `category: null` with up to three suggestions for a word that means none
 * @example
 * ```ts
 * import { resolveCategoryWord } from 'living-circle/parts'
 * resolveCategoryWord('Parcel Lockers').category?.id // 'parcel'
 * resolveCategoryWord('pharmcy').suggestions // [ 'pharmacy' ]
 * ```
 */
export function resolveCategoryWord(text: string): CategoryWord {
  const key = wordKey(text)
  const words = wordIndex()
  for (const form of singularForms(key)) {
    const category = words.get(form)
    if (category !== undefined) return { category, suggestions: [] }
  }
  return { category: null, suggestions: key === '' ? [] : nearest(key, words) }
}

let index: Map<string, Category> | undefined

function wordIndex(): Map<string, Category> {
  if (index !== undefined) return index
  index = new Map()
  // Ids first, then names, then aliases: an alias never takes another category's id or name.
  for (const wordsOf of [
    (category: Category) => [category.id],
    (category: Category) => [category.nameZh, category.nameEn, outsideBrackets(category.nameZh)],
    (category: Category) => category.aliases,
  ]) {
    for (const category of CATEGORIES) {
      for (const word of wordsOf(category)) {
        const key = wordKey(word)
        if (key !== '' && !index.has(key)) index.set(key, category)
      }
    }
  }
  return index
}

function outsideBrackets(name: string): string {
  return name.replace(/\([^)]*\)/g, '')
}

function singularForms(key: string): string[] {
  const forms = [key]
  if (key.endsWith('ies')) forms.push(key.slice(0, -3) + 'y')
  if (key.endsWith('es')) forms.push(key.slice(0, -2))
  if (key.endsWith('s')) forms.push(key.slice(0, -1))
  return forms
}

const MAX_SUGGESTIONS = 3

/** Words that share most pairs of neighbouring characters (Dice's coefficient); ties by order of the categories. */
function nearest(key: string, words: ReadonlyMap<string, Category>): string[] {
  const pairs = pairsOf(key.slice(0, 60))
  const best = new Map<string, number>()
  for (const [word, category] of words) {
    const other = pairsOf(word)
    let shared = 0
    for (const pair of pairs) if (other.has(pair)) shared++
    const score = (2 * shared) / (pairs.size + other.size)
    if (score > (best.get(category.id) ?? 0)) best.set(category.id, score)
  }
  return [...best]
    .filter(([, score]) => score >= 0.4)
    .sort((a, b) => b[1] - a[1])
    .slice(0, MAX_SUGGESTIONS)
    .map(([id]) => id)
}

function pairsOf(key: string): Set<string> {
  const pairs = new Set<string>()
  const letters = [...key]
  // The ends count, too, so that words of one letter have pairs.
  for (let i = 0; i <= letters.length; i++) pairs.add((letters[i - 1] ?? '^') + (letters[i] ?? '$'))
  return pairs
}
