// From what a row says about itself (a word, an AMap code, a name) to a category, with the reason.
// In: texts of the row. Out: a category id and why, or why not. It knows no file and no place.
import type { Message } from '../../foundation/message.ts'
import { joined, message, problem } from '../../words/problem.ts'
import { resolveCategoryWord } from '../categories/categories.ts'
import { categoriseAmap, categoriseName, categoriseOsm } from '../categories/category-matching.ts'
import type { RejectCode } from '../places/rejects.ts'

/** Different words of one table that mean no category: beyond this the column holds something else. */
const UNKNOWN_WORDS = 20_000

/** What a category word means; remembers its answers, for a table has few words in many rows. */
export type WordResolver = (text: string) => { readonly id: string | null; readonly suggestion: string | undefined }

/** @throws LivingCircleError `input-unusable` after 20,000 different unknown words */
export function createWordResolver(header: string | undefined): WordResolver {
  const known = new Map<string, { id: string | null; suggestion: string | undefined }>()
  let unknown = 0
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const { category, suggestions } = resolveCategoryWord(text)
    const answer = { id: category?.id ?? null, suggestion: suggestions[0] }
    known.set(text, answer)
    if (category === null && ++unknown > UNKNOWN_WORDS) {
      throw problem(
        'input-unusable',
        'categories.no-words',
        { header: header ?? '', n: UNKNOWN_WORDS },
        { hint: 'hint.map-categories' },
      )
    }
    return answer
  }
}

/** What a row says about its category. */
export interface SaidCategory {
  readonly category: string | null
  readonly typecode: string | null
  readonly name: string | null
  /** OSM keys among the columns (`amenity`, `shop` …), those that are filled. */
  readonly tags: ReadonlyMap<string, string>
}

export type CategoryOutcome =
  | {
      readonly kind: 'found'
      readonly category: string
      readonly reason: Message
      /** What the category column says without being understood, where the name decided instead; else `null`. */
      readonly overruledWord: string | null
    }
  | {
      readonly kind: 'rejected'
      readonly code: RejectCode
      readonly said: Message
      /** The word that was not known, or `null` where there was none. */
      readonly word: string | null
      readonly suggestion: string | undefined
    }

export interface CategoriseOptions {
  readonly resolveWord: WordResolver
  /** The category column's header, for the reason. */
  readonly header: string | undefined
  readonly defaultCategory?: string | undefined
  readonly extraCategories?: readonly string[] | undefined
}

/**
 * The first that decides: the category word as a whole; OSM tags among the columns; the AMap code; a part of the word
 * (`科教文化服务;学校;幼儿园`, last part first); the name; the default where the row says nothing.
 */
export function categoriseRow(said: SaidCategory, options: CategoriseOptions): CategoryOutcome {
  const { category, typecode, name, tags } = said
  const { resolveWord } = options
  const column = (word: string): Message =>
    message('reason.column', { column: options.header ?? '', word: word.slice(0, 80) })
  if (category !== null) {
    if (options.extraCategories?.includes(category)) return found(category, column(category))
    const { id } = resolveWord(category)
    if (id !== null) return found(id, column(category))
  }
  const byTags = tags.size === 0 ? null : categoriseOsm(tags, name)
  if (byTags !== null) return found(byTags.category.id, byTags.said)
  const byCode = typecode === null ? null : categoriseAmap(typecode, name)
  if (byCode !== null) return found(byCode.category.id, byCode.said)
  for (const part of category === null ? [] : partsOf(category)) {
    const { id } = resolveWord(part)
    if (id !== null) return found(id, column(category!))
  }
  const byName = name === null ? null : categoriseName(name)
  if (byName !== null) {
    const overruled = category === null || partsOf(category).length > 0 ? null : category
    return found(byName.category.id, byName.said, overruled)
  }
  const word = category ?? typecode ?? [...tags].map((pair) => pair.join('=')).join(';')
  if (word === '') {
    if (options.defaultCategory !== undefined) return found(options.defaultCategory, message('reason.default'))
    return rejected('missing-category', message('row.no-category'), null, undefined)
  }
  const suggestion = category === null ? undefined : resolveWord(category).suggestion
  const hint = suggestion === undefined ? [] : [message('row.did-you-mean', { word: suggestion })]
  const unknown = message('row.unknown-category', { word: word.slice(0, 80) })
  return rejected('unknown-category', joined([unknown, ...hint]), word, suggestion)
}

/**
 * Every category of a row: the kinds of a list (`pharmacy;clinic`) where each of its parts is one, else the one of {@link categoriseRow}.
 * A path from the general to the special (`科教文化服务;学校;幼儿园`) is no list: its first part is no kind.
 */
export function categoriseRowAll(said: SaidCategory, options: CategoriseOptions): CategoryOutcome[] {
  const { category } = said
  const parts = category === null || !/[;；]/.test(category) ? [] : listOf(category)
  if (parts.length > 1 && options.resolveWord(category!).id === null) {
    const ids = parts.map((part) => (options.extraCategories?.includes(part) ? part : options.resolveWord(part).id))
    if (ids.every((id) => id !== null)) {
      const reason = message('reason.column', { column: options.header ?? '', word: category!.slice(0, 80) })
      return [...new Set(ids)].map((id) => found(id, reason))
    }
  }
  return [categoriseRow(said, options)]
}

/** Parts of a list of kinds; more than four are something else. */
function listOf(category: string): string[] {
  const parts = category
    .split(/[;；]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return parts.length > 4 ? [] : parts
}

/** The parts of a compound word, the most special (last) first; none for a simple word. */
function partsOf(category: string): string[] {
  const parts = category
    .split(/[;；|/>＞、]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return parts.length > 1 ? parts.slice(-5).reverse() : []
}

function found(category: string, reason: Message, overruledWord: string | null = null): CategoryOutcome {
  return { kind: 'found', category, reason, overruledWord }
}

function rejected(
  code: RejectCode,
  said: Message,
  word: string | null,
  suggestion: string | undefined,
): CategoryOutcome {
  return { kind: 'rejected', code, said, word, suggestion }
}

/** A category word that is not known. */
export interface UnknownCategory {
  readonly word: string
  readonly count: number
  readonly suggestion: string | null
}

/** Counts unknown words. */
export function unknownCategoryLog(): {
  add(word: string, suggestion: string | undefined): void
  list(): UnknownCategory[]
} {
  const counts = new Map<string, { count: number; suggestion: string | null }>()
  return {
    add(word, suggestion) {
      const entry = counts.get(word)
      if (entry !== undefined) entry.count++
      else if (counts.size < 10_000) counts.set(word, { count: 1, suggestion: suggestion ?? null })
    },
    list() {
      return [...counts]
        .map(([word, { count, suggestion }]) => ({ word, count, suggestion }))
        .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
    },
  }
}
