// Sentences of one language said in another, by tables of whole sentences with places to fill in. The rooms that find a mistake say
// it in English, for developers; whoever shows it to people has it said here. It does not know what the sentences are about.

/**
 * English sentence → the same in another language. `{name}` stands for anything and goes over as it is; `{name*}` stands for a
 * sentence or word that is itself in a table and is said in the other language, too. Both sides have the same names.
 */
export type Sentences = Readonly<Record<string, string>>

interface Entry {
  /** The fixed parts of the English sentence, one more than there are holes. */
  readonly fixed: readonly string[]
  /** Names of the holes, `*` included. */
  readonly holes: readonly string[]
  readonly said: string
}

/** What stands between sentences that are said together. */
const JOINT = '; '

/** Sentences stand in sentences no deeper than this. */
const MAX_DEPTH = 6

/**
 * Makes a function that says a sentence in the language of the tables. What no table has is said as it is; sentences joined by `; `
 * may be in the tables one by one. Where several entries fit, one with sentences in it goes before one without, and else the one
 * with the longest fixed text holds.
 *
 * @example
 * ```ts
 * import { createTranslator } from 'living-circle/parts'
 * const inChinese = createTranslator([{ 'line {n}: {said*}': '第 {n} 行：{said}', 'no coordinates': '没有坐标' }])
 * inChinese('line 3: no coordinates') // '第 3 行：没有坐标'
 * inChinese('line 3: something new') // 'line 3: something new'
 * ```
 */
export function createTranslator(tables: readonly Sentences[]): (sentence: string) => string {
  const find = entriesByStart(tables)

  function translate(sentence: string, depth: number): string | null {
    if (depth > MAX_DEPTH) return null
    // What is put in may hold a `; ` of its own, but first it is taken for the end of a sentence.
    return whole(sentence, depth, true) ?? oneByOne(sentence, depth) ?? whole(sentence, depth, false)
  }

  function whole(sentence: string, depth: number, isOneSentence: boolean): string | null {
    for (const entry of find(sentence)) {
      const parts = partsOf(sentence, entry.fixed)
      if (parts === null) continue
      const holdsMore = ({ holes }: Entry) =>
        holes.some((hole, at) => !hole.endsWith('*') && parts[at]!.includes(JOINT))
      const said = isOneSentence && holdsMore(entry) ? null : filled(entry, parts, depth)
      if (said !== null) return said
    }
    return null
  }

  function oneByOne(sentence: string, depth: number): string | null {
    const joined = sentence.split(JOINT)
    if (joined.length < 2) return null
    const all = joined.map((one) => translate(one, depth + 1))
    return all.includes(null) ? null : all.join('；')
  }

  function filled({ holes, said }: Entry, parts: readonly string[], depth: number): string | null {
    const values = new Map<string, string>()
    for (const [at, hole] of holes.entries()) {
      const part = parts[at]!
      const value = hole.endsWith('*') ? translate(part, depth + 1) : part
      if (value === null) return null
      values.set(hole.replace('*', ''), value)
    }
    return said.replace(/\{(\w+)\}/g, (whole, name: string) => values.get(name) ?? whole)
  }

  return (sentence) => translate(sentence, 0) ?? sentence
}

/** Entries that may fit a text, in the order in which they are tried, by the first character of theirs and its. */
function entriesByStart(tables: readonly Sentences[]): (sentence: string) => readonly Entry[] {
  const entries = tables.flatMap((table) => Object.entries(table).map(([sentence, said]) => entryOf(sentence, said)))
  const isFrame = ({ holes }: Entry) => Number(holes.some((hole) => hole.endsWith('*')))
  entries.sort((a, b) => isFrame(b) - isFrame(a) || b.fixed.join('').length - a.fixed.join('').length)
  const startOf = ({ fixed }: Entry) => fixed[0]!.slice(0, 1)
  const open = entries.filter((entry) => startOf(entry) === '')
  const starts = new Set(entries.map(startOf))
  const byStart = new Map(
    [...starts].map((start) => [start, entries.filter((entry) => ['', start].includes(startOf(entry)))]),
  )
  return (sentence) => byStart.get(sentence.slice(0, 1)) ?? open
}

function entryOf(sentence: string, said: string): Entry {
  const pieces = sentence.split(/\{(\w+\*?)\}/)
  return { fixed: pieces.filter((_, at) => at % 2 === 0), holes: pieces.filter((_, at) => at % 2 === 1), said }
}

/** What stands between the fixed parts, each found as early as possible; `null` where they do not all stand there in order. */
function partsOf(sentence: string, fixed: readonly string[]): string[] | null {
  const [first, last] = [fixed[0]!, fixed[fixed.length - 1]!]
  if (fixed.length === 1) return sentence === first ? [] : null
  const end = sentence.length - last.length
  if (end < first.length || !sentence.startsWith(first) || !sentence.endsWith(last)) return null
  const parts: string[] = []
  let from = first.length
  for (const text of fixed.slice(1, -1)) {
    const at = sentence.indexOf(text, from)
    if (at < 0 || at + text.length > end) return null
    parts.push(sentence.slice(from, at))
    from = at + text.length
  }
  return [...parts, sentence.slice(from, end)]
}
