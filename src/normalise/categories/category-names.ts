// Names of places made comparable: width, case, brackets, spaces. Text in, text out. It knows no category.

/** Longer names are cut before they are compared; no rule needs more. */
const MAX_NAME_LENGTH = 300

/** Half width, lower case, one kind of space and apostrophe: what patterns are matched against. */
export function comparableText(text: string): string {
  const short = text.slice(0, MAX_NAME_LENGTH)
  const plain = PRINTABLE_ASCII.test(short) ? short : short.normalize('NFKC').replace(/[‘’´]/g, "'")
  return plain.toLowerCase().replaceAll('`', "'").replace(/\s+/g, ' ').trim()
}

/** Most names outside China: no need to look at Unicode. */
const PRINTABLE_ASCII = /^[ -~]*$/

/** The letters and digits alone: `Parcel_Locker` and `parcel locker` are the same word, as are 超市 and 「超市」. */
export function wordKey(text: string): string {
  return comparableText(text)
    .replace(/center/g, 'centre')
    .replace(/neighbor/g, 'neighbour')
    .replace(/[ -/:-@[-`{-~]+/g, '')
    .replace(/[^a-z0-9\p{L}\p{N}]+/gu, '')
}

/** The name without what stands in brackets. */
export function withoutBrackets(comparable: string): string {
  if (!BRACKET.test(comparable)) return comparable
  return comparable
    .replace(/[([【〔{<《][^)\]】〕}>》]*[)\]】〕}>》]?/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

const BRACKET = /[([【〔{<《]/

/** Where a pattern lies in a name: from `start` up to `end`. */
export interface PatternHit {
  readonly start: number
  readonly end: number
}

/**
 * The last place where a name has a pattern, or `null`. Patterns in Latin letters match whole words only ("park" is not in
 * "parking"); Chinese ones match anywhere. Both texts must be {@link comparableText}.
 */
export function lastHit(name: string, pattern: string): PatternHit | null {
  for (
    let start = name.lastIndexOf(pattern);
    start >= 0;
    start = start === 0 ? -1 : name.lastIndexOf(pattern, start - 1)
  ) {
    const end = start + pattern.length
    if (!joins(name[start - 1], pattern[0]) && !joins(pattern[pattern.length - 1], name[end])) return { start, end }
  }
  return null
}

const LATIN = /[a-z0-9\u00df-\u024f]/

function joins(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && LATIN.test(left) && LATIN.test(right)
}

const SUFFIXES = /(?:有限责任公司|有限公司|总店|分店|门店|旗舰店|店|coltd|ltd|inc|llc)$/

/**
 * What names of one place have in common: two names with a key in common are the same name. Without case, width, brackets,
 * spaces and company suffixes; a name in Chinese and Latin letters has a key for each half that is long enough to mean something.
 */
export function placeKeys(name: string): readonly string[] {
  // The usual case in China first: nothing to make comparable, nothing in a second language.
  if (name.length <= MAX_NAME_LENGTH && HAN_AND_DIGITS.test(name)) return [withoutSuffix(name)]
  const comparable = comparableText(name)
  const plain = withoutBrackets(comparable)
  const whole = coreOf(plain === '' ? comparable : plain)
  if (PRINTABLE_ASCII.test(whole)) return whole === '' ? [] : [whole]
  const keys = new Set([whole])
  // Halves of a name in two languages. A number or a single letter (A座, 2号楼) is no second language: it tells places apart.
  const phrases = (whole.match(NOT_HAN) ?? []).filter((run) => lettersOf(run) >= 2)
  if (phrases.reduce((sum, phrase) => sum + lettersOf(phrase), 0) >= 6) {
    const han = whole.replace(NOT_HAN, (run) => (lettersOf(run) >= 2 ? '' : run))
    if (han.replace(NOT_HAN, '').length >= 4) keys.add(coreOf(han))
    keys.add(coreOf(phrases.join('')))
  }
  keys.delete('')
  return [...keys]
}

const HAN_AND_DIGITS = /^[\u4e00-\u9fff0-9]+$/
const NOT_HAN = /[^\p{Script=Han}]+/gu

function lettersOf(text: string): number {
  return text.match(/\p{Script=Latin}/gu)?.length ?? 0
}

function coreOf(text: string): string {
  return withoutSuffix(wordKey(text))
}

function withoutSuffix(key: string): string {
  const core = key.replace(SUFFIXES, '')
  return core.length >= 2 ? core : key
}
