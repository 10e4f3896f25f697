// Words of a column and what each means: whole texts only, in Chinese and English. Text in, a meaning out. It knows no column.

/** What a cell says: a meaning, nothing (blank, a dash), or a word that is not known. */
export type WordMeaning<Meaning> =
  | { readonly kind: 'known'; readonly meaning: Meaning }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'not-known'; readonly word: string }

/** Reads the words of one column. */
export type WordReader<Meaning> = (text: string | null) => WordMeaning<Meaning>

/** Cells are looked at up to here: no word of a list is longer. */
const MOST_CHARACTERS = 60

/** Text → comparable word: one script width, lower case, no separators. */
export function comparableWord(text: string): string {
  return text
    .slice(0, MOST_CHARACTERS)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-–—.。·、,，/;；:：]+/g, '')
}

/**
 * A reader of words.
 *
 * @param lists words joined by bars and what they mean; a word stands in one list only
 * @param further asked for texts that are in no list
 */
export function wordReader<Meaning>(
  lists: readonly (readonly [Meaning, string])[],
  further: (text: string) => Meaning | undefined = () => undefined,
): WordReader<Meaning> {
  const meanings = new Map<string, Meaning>()
  for (const [meaning, words] of lists) for (const word of words.split('|')) meanings.set(comparableWord(word), meaning)
  return (text) => {
    const word = text === null || text.length > MOST_CHARACTERS ? '' : comparableWord(text)
    if (text === null || (word === '' && text.length <= MOST_CHARACTERS)) return { kind: 'nothing' }
    // A Map holds no inherited names, so that a cell such as "constructor" is a word like any other.
    const meaning = meanings.has(word) ? meanings.get(word) : further(text)
    return meaning === undefined ? { kind: 'not-known', word: text } : { kind: 'known', meaning }
  }
}
