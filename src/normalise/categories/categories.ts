// The facility categories of data/categories.json, and which of them a word in a table means. It knows no OSM and no AMap.
import { frozen } from '../../foundation/frozen.ts'
import type { Category } from './category.ts'
import { categoryData } from './category-data.ts'
import { wordKey } from './category-names.ts'
import { type OwnState, parseOwnVocabulary } from './own-vocabulary.ts'

const BUILT_IN: readonly Category[] = frozen((categoryData as { readonly categories: readonly Category[] }).categories)
let categories: readonly Category[] = BUILT_IN
let byId = new Map(BUILT_IN.map((category) => [category.id, category]))
let ownWords: ReadonlyMap<string, string> = new Map()
let ownStatus: ReadonlyMap<string, OwnState> = new Map()
let ruleWords: ReadonlyMap<string, string> = new Map()

/**
 * Uses own words and kinds beside the built-in ones, in the whole program from now on; those of an earlier call are dropped.
 * `{}` has only the built-in ones again.
 *
 * @param value content of a file as `data/categories.schema.json` describes it
 * @param source its name, for messages
 * @throws LivingCircleError `input-format`
 * @example
 * ```ts
 * import { resolveCategoryWord, useOwnVocabulary } from 'living-circle/parts'
 * useOwnVocabulary({ kinds: [{ id: 'tea_room', nameZh: '茶室', nameEn: 'tea room', group: 'culture' }], words: { 棋牌馆: 'tea_room' } }, 'own.json')
 * resolveCategoryWord('棋牌馆').category?.nameEn // 'tea room'
 * useOwnVocabulary({}, 'nothing of my own')
 * ```
 */
export function useOwnVocabulary(value: unknown, source: string): void {
  const builtIn = BUILT_IN.map(({ id }) => id)
  const own = parseOwnVocabulary(value, source, (id) => builtIn.includes(id), builtIn)
  categories = frozen([...BUILT_IN, ...own.kinds])
  byId = new Map(categories.map((category) => [category.id, category]))
  ownWords = new Map(Object.entries(own.words).map(([word, id]) => [plainKey(word), id]))
  ownStatus = new Map(Object.entries(own.status).map(([word, state]) => [word.trim(), state]))
  index = undefined
}

/**
 * Uses words that the rules of a standard name for kinds, where no list of words knows them, from now on; those of an earlier standard
 * are dropped.
 *
 * @param words word → category id
 */
export function useRuleWords(words: ReadonlyMap<string, string>): void {
  ruleWords = new Map([...words].map(([word, id]) => [plainKey(word), id]))
}

/** What an own word of status says, `undefined` for a word that is none. */
export function ownStateOf(status: string): OwnState | undefined {
  return ownStatus.get(status)
}

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
  return categories
}

/**
 * The category of an id, or `undefined`.
 *
 * @example
 * ```ts
 * import { categoryById } from 'living-circle/parts'
 * categoryById('pharmacy')?.nameEn // 'pharmacy'
 * ```
 */
export function categoryById(id: string): Category | undefined {
  return byId.get(id)
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
  const key = plainKey(text)
  const category = categoryOfKey(key)
  if (category !== null) return { category, suggestions: [] }
  return { category: null, suggestions: key === '' ? [] : nearest(text, key, wordIndex()) }
}

/** Whether a text is a word for a category: what {@link resolveCategoryWord} knows, without looking for what comes near (a thousandth of the time). */
export function isCategoryWord(text: string): boolean {
  return categoryOfKey(plainKey(text)) !== null
}

function categoryOfKey(key: string): Category | null {
  const own = ownWords.get(key)
  if (own !== undefined) return byId.get(own)!
  const words = wordIndex()
  for (const form of singularForms(key)) {
    const category = words.get(form)
    if (category !== undefined) return category
  }
  return byId.get(ruleWords.get(key) ?? '') ?? null
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
    for (const category of categories) {
      for (const word of wordsOf(category)) {
        const key = plainKey(word)
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

/** Without accents, which keyboards and exports lose: `farmácia` and `farmacia` are one word. */
function plainKey(text: string): string {
  const key = wordKey(text)
  return /[^a-z0-9\u3400-\u9fff]/.test(key)
    ? key
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
        .replaceAll('ß', 'ss')
    : key
}

const MAX_SUGGESTIONS = 3
const HAN = /[\u3400-\u9fff]/

/**
 * Words that come near: those that the text holds as a whole (`Farmacia municipal`), and slips of the keyboard. Letters that two languages
 * happen to share mean nothing, so a slip is at most a letter in four, within one script; Chinese is compared by pairs of characters.
 */
function nearest(text: string, key: string, words: ReadonlyMap<string, Category>): string[] {
  const isHan = HAN.test(key)
  const best = new Map<string, number>()
  const parts = new Set(
    text
      .slice(0, 100)
      .split(/[^\p{L}\p{M}\p{N}]+/u)
      .map(plainKey),
  )
  const pairs = pairsOf(key.slice(0, 60))
  for (const [word, category] of words) {
    if (HAN.test(word) !== isHan) continue
    const score = isHan ? hanLikeness(key, word, pairs) : latinLikeness(key, word, parts)
    if (score > (best.get(category.id) ?? 0)) best.set(category.id, score)
  }
  return [...best]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MAX_SUGGESTIONS)
    .map(([id]) => id)
}

/** 1 for a word within, less for a slip, 0 for none. */
function latinLikeness(key: string, word: string, parts: ReadonlySet<string>): number {
  if (word.length >= 4 && parts.has(word)) return 1
  const slips = Math.floor(Math.min(key.length, word.length, 40) / 4)
  if (slips === 0 || Math.abs(key.length - word.length) > slips || key.length > 60) return 0
  const distance = editDistance(key, word, slips)
  return distance > slips ? 0 : 0.9 - distance / word.length
}

function hanLikeness(key: string, word: string, pairs: ReadonlySet<string>): number {
  if (word.length >= 2 && key.endsWith(word)) return 0.8 + word.length / 100
  const other = pairsOf(word)
  let shared = 0
  for (const pair of pairs) if (other.has(pair)) shared++
  const score = (2 * shared) / (pairs.size + other.size)
  return score >= 0.4 ? score * 0.8 : 0
}

/** Letters to change, add, drop or swap to make one word of the other; more than `most` is as good as any. */
function editDistance(a: string, b: string, most: number): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      let step = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwap) step = Math.min(step, before[j - 2]! + 1)
      next.push(step)
      if (step < least) least = step
    }
    if (least > most) return most + 1
    before = row
    row = next
  }
  return row[b.length]!
}

function pairsOf(key: string): Set<string> {
  const pairs = new Set<string>()
  const letters = [...key]
  // The ends count, too, so that words of one letter have pairs.
  for (let i = 0; i <= letters.length; i++) pairs.add((letters[i - 1] ?? '^') + (letters[i] ?? '$'))
  return pairs
}
