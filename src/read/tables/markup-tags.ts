// The tags of a web page or of XML, one after another, in one pass over the text whatever stands in it. In: text. Out: tags and where the
// text between them lies. Comments, scripts and styles are passed over. It does not know what a tag means.

/** A start or end tag. */
export interface MarkupTag {
  /** In small letters, without a prefix. */
  readonly name: string
  readonly isEnd: boolean
  /** Closed where it opens: `<td/>`. */
  readonly isClosed: boolean
  /** Where the text before it began, and where it ends. */
  readonly textFrom: number
  readonly textTo: number
  /** An attribute's value with its entities undone, by its name in small letters without a prefix. */
  attribute(name: string): string | undefined
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  middot: '·',
  deg: '°',
  sup2: '²',
  ndash: '–',
  mdash: '—',
  times: '×',
}

/** Text with its entities undone. */
export function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]\w{1,9}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(ENTITIES, name.toLowerCase()) ? ENTITIES[name.toLowerCase()]! : whole
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : whole
  })
}

/** Elements whose content is no markup. */
const RAW_CONTENT: ReadonlySet<string> = new Set(['script', 'style', 'textarea', 'title'])

/** The tags of a text, in order. O(length). */
export function* markupTags(text: string): Generator<MarkupTag, void, void> {
  let textFrom = 0
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const textTo = at
    const next = text[at + 1] ?? ''
    if (next === '!' || next === '?') {
      yield plainText(textFrom, textTo)
      const isText = text.startsWith('<![CDATA[', at)
      const end = endOfDeclaration(text, at, isText ? ']]>' : text.startsWith('<!--', at) ? '-->' : '>')
      if (isText) yield plainText(at + 9, Math.max(at + 9, end - 3))
      at = end
      textFrom = at
      continue
    }
    const isEnd = next === '/'
    const nameFrom = isEnd ? at + 2 : at + 1
    if (!/^[a-z]$/i.test(text[nameFrom] ?? '')) {
      at++
      continue
    }
    const nameTo = endOfName(text, nameFrom)
    const end = endOfTag(text, nameTo)
    // The file ends within a tag.
    if (end < 0) break
    const name = text
      .slice(nameFrom, nameTo)
      .toLowerCase()
      .replace(/^[^:]*:/, '')
    const attributes = text.slice(nameTo, end)
    let parsed: Map<string, string> | undefined
    const attribute = (wanted: string) =>
      attributes === '' ? undefined : (parsed ??= attributesOf(attributes)).get(wanted)
    yield { name, isEnd, isClosed: attributes.endsWith('/'), textFrom, textTo, attribute }
    at = end + 1
    if (RAW_CONTENT.has(name) && !isEnd) at = endOfRawContent(text, at, name)
    textFrom = at
  }
  const last = text.indexOf('<', textFrom)
  yield plainText(textFrom, last < 0 ? text.length : last)
}

/** A tag without meaning behind a piece of text: comments do not part texts. */
function plainText(textFrom: number, textTo: number): MarkupTag {
  return { name: '', isEnd: false, isClosed: true, textFrom, textTo, attribute: () => undefined }
}

function endOfDeclaration(text: string, at: number, closing: string): number {
  const end = text.indexOf(closing, at + 2)
  return end < 0 ? text.length : end + closing.length
}

function endOfName(text: string, from: number): number {
  let at = from
  while (at < text.length && !/[\s/>]/.test(text[at]!)) at++
  return at
}

/** Where a tag's `>` is; one in quotes behind an equals sign is none. -1 where there is none. */
function endOfTag(text: string, from: number): number {
  let before = ''
  for (let at = from; at < text.length; at++) {
    const character = text[at]!
    if (character === '>') return at
    if ((character === '"' || character === "'") && before === '=') {
      at = text.indexOf(character, at + 1)
      if (at < 0) return -1
    }
    if (!/\s/.test(character)) before = character
  }
  return -1
}

function endOfRawContent(text: string, from: number, name: string): number {
  const closing = new RegExp(`</${name}[\\s>/]`, 'gi')
  closing.lastIndex = from
  return closing.exec(text)?.index ?? text.length
}

const ATTRIBUTE = /([^\s=/"'>]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g
/** Attributes that are looked at. */
const MAX_ATTRIBUTES = 50
const MAX_CHARACTERS = 10_000

function attributesOf(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const match of text.slice(0, MAX_CHARACTERS).matchAll(ATTRIBUTE)) {
    const name = match[1]!.toLowerCase().replace(/^[^:]*:/, '')
    if (!found.has(name)) found.set(name, withoutEntities(match[2] ?? match[3] ?? match[4] ?? ''))
    if (found.size >= MAX_ATTRIBUTES) break
  }
  return found
}
