// Which characters are these bytes? Byte order mark, then strict UTF-8, then the code page under which the text has most words that
// the caller knows, then GB18030 (Excel's default on Chinese systems) or Windows-1252 by the shape of the bytes.
// In: a byte source. Out: an encoding label and decoded text in pieces. It does not know what the text says; the caller may.
import { throwIfAborted } from '../../foundation/progress.ts'
import { problem } from '../../words/problem.ts'
import type { ByteSource } from './byte-source.ts'

/** Bytes looked at when UTF-8 does not fit, to tell what else it is. */
const SAMPLE_BYTES = 4_000_000
/** Decoded pieces are about this long, so that parsers work on cache-friendly strings. */
const PIECE_BYTES = 1 << 16

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['utf8', 'utf-8'],
  ['utf-8', 'utf-8'],
  ['gb18030', 'gb18030'],
  ['gbk', 'gb18030'],
  ['gb2312', 'gb18030'],
  ['cp936', 'gb18030'],
  ['936', 'gb18030'],
  ['ms936', 'gb18030'],
  ['euc-cn', 'gb18030'],
  ['950', 'big5'],
  ['cp950', 'big5'],
  ['ms950', 'big5'],
  ['big-5', 'big5'],
  ['932', 'shift_jis'],
  ['cp932', 'shift_jis'],
  ['949', 'euc-kr'],
  ['cp949', 'euc-kr'],
  ['866', 'ibm866'],
  ['cp866', 'ibm866'],
  ['65001', 'utf-8'],
  ['874', 'windows-874'],
  ['utf16', 'utf-16le'],
  ['utf-16', 'utf-16le'],
  ['latin1', 'windows-1252'],
  ['iso-8859-1', 'windows-1252'],
  ['88591', 'windows-1252'],
])

/**
 * The canonical label of an encoding name: `utf8` → `utf-8`, `GBK` → `gb18030`.
 *
 * @throws LivingCircleError `invalid-option` for a name that no decoder knows
 */
export function encodingLabel(name: string): string {
  const wanted = name.trim().toLowerCase()
  const label = ALIASES.get(wanted) ?? wanted.replace(/^(?:cp|windows|win)?[-_ ]?(125\d)$/, 'windows-$1')
  try {
    return new TextDecoder(label).encoding
  } catch (cause) {
    throw problem(
      'invalid-option',
      'text.encoding',
      { name },
      { hint: 'hint.encodings', details: { encoding: name }, cause },
    )
  }
}

/** How many words of a text the caller knows: what tells one code page from another where the bytes fit both. */
export type CountKnownWords = (text: string) => number

/**
 * Finds the encoding of a text file: by its byte order mark, else UTF-8 where every byte fits and nothing speaks against it, else by
 * known words, else by the shape of the bytes beyond ASCII: pairs are GB18030, lonely ones Windows-1252; UTF-8 with a few broken
 * places stays UTF-8. Reads until UTF-8 fails.
 *
 * @param knownWords tells text under one code page from text under another; default: the shape of the bytes alone
 */
export async function detectEncoding(
  source: ByteSource,
  signal?: AbortSignal,
  knownWords: CountKnownWords = () => 0,
): Promise<string> {
  const strict = new TextDecoder('utf-8', { fatal: true })
  let head: Uint8Array | null = null
  let sample: Uint8Array[] | null = null
  let sampled = 0
  for await (const chunk of source.stream()) {
    throwIfAborted(signal)
    if (chunk.length === 0) continue
    if (head === null) {
      head = chunk
      const marked = encodingOfMark(chunk)
      if (marked !== null) return marked
    }
    if (sample === null) {
      try {
        strict.decode(chunk, { stream: true })
        continue
      } catch {
        sample = []
      }
    }
    sample.push(chunk)
    sampled += chunk.length
    if (sampled >= SAMPLE_BYTES) break
  }
  if (sample === null) {
    try {
      strict.decode()
      return head !== null && isGb18030InDisguise(head, knownWords) ? 'gb18030' : 'utf-8'
    } catch {
      // The file ends inside a character: a truncated UTF-8 file unless its bytes say otherwise.
      sample = await lastChunks(source)
    }
  }
  return encodingOfLegacy(sample, knownWords)
}

/** Bytes in which words are looked for. */
const WORD_BYTES = 200_000

/**
 * Chinese bytes that happen to be UTF-8: the pairs of 小学 or 医院 are also two letters of other scripts. True where every character
 * beyond ASCII takes two bytes, no word is known as UTF-8, and some are as GB18030.
 */
export function isGb18030InDisguise(bytes: Uint8Array, knownWords: CountKnownWords): boolean {
  const head = bytes.subarray(0, WORD_BYTES)
  let isAscii = true
  for (const byte of head) {
    if (byte >= 0xe0) return false
    if (byte >= 0x80) isAscii = false
  }
  if (isAscii) return false
  return knownWords(new TextDecoder('gb18030').decode(head)) > knownWords(new TextDecoder('utf-8').decode(head))
}

/** Code pages that tables come in, the commonest first: on a tie of known words the first holds. */
const LEGACY = [
  'gb18030',
  'windows-1252',
  'big5',
  'windows-1250',
  'windows-1251',
  'windows-1254',
  'shift_jis',
  'euc-kr',
]

/** The encoding of bytes that are not UTF-8: the one with most known words, else by the shape of the bytes. */
export function encodingOfLegacy(chunks: readonly Uint8Array[], knownWords: CountKnownWords): string {
  const byShape = encodingByShape(chunks)
  if (byShape === 'utf-8') return byShape
  const head = chunks[0]?.subarray(0, WORD_BYTES) ?? new Uint8Array()
  const ascii = knownWords(new TextDecoder('ascii').decode(head.filter((byte) => byte < 0x80)))
  let best = byShape
  let most = Math.max(ascii, knownWords(decodedWhole(byShape, head)))
  for (const encoding of LEGACY) {
    const known = knownWords(decodedWhole(encoding, head))
    if (known > most) {
      most = known
      best = encoding
    }
  }
  return best
}

/** Text under a code page; nothing where bytes do not fit it but for a character cut off at the end. */
function decodedWhole(encoding: string, bytes: Uint8Array): string {
  const text = new TextDecoder(encoding).decode(bytes)
  const broken = text.indexOf('\ufffd')
  return broken >= 0 && broken < text.length - 2 ? '' : text
}

/** The encoding that a byte order mark names, or `null`. */
export function encodingOfMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33) return 'gb18030'
  return null
}

/** Judges bytes that are not valid UTF-8. Exported for the readers of formats with small text fields (.dbf). */
export function encodingByShape(chunks: readonly Uint8Array[]): string {
  let utf8 = 0
  let broken = 0
  let paired = 0
  let lonely = 0
  for (const bytes of chunks) {
    const end = Math.min(bytes.length, SAMPLE_BYTES)
    for (let i = 0; i < end; ) {
      if (bytes[i]! < 0x80) {
        i++
        continue
      }
      let run = i
      while (run < end && bytes[run]! >= 0x80) run++
      const length = run - i
      if (length === 1) lonely++
      else paired += length
      for (let at = i; at < run; ) {
        const size = utf8SequenceLength(bytes, at)
        if (size === 0) {
          broken++
          at++
        } else {
          utf8++
          at += size
        }
      }
      i = run
    }
  }
  if (utf8 > 0 && broken <= utf8 / 50) return 'utf-8'
  return paired >= lonely ? 'gb18030' : 'windows-1252'
}

/** Length of the well-formed multi-byte UTF-8 sequence at a place, or 0. */
function utf8SequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!
  const size = lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0
  for (let i = 1; i < size; i++) {
    if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0
  }
  return size
}

async function lastChunks(source: ByteSource): Promise<Uint8Array[]> {
  const kept: Uint8Array[] = []
  let length = 0
  for await (const chunk of source.stream()) {
    kept.push(chunk)
    length += chunk.length
    while (kept.length > 1 && length - kept[0]!.length >= SAMPLE_BYTES) length -= kept.shift()!.length
  }
  return kept
}

/** The text of a source in pieces; the byte order mark is left out, bytes that do not fit become U+FFFD. */
export async function* decodeText(source: ByteSource, encoding: string): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of source.stream()) {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      const piece = decoder.decode(chunk.subarray(at, at + PIECE_BYTES), { stream: true })
      if (piece !== '') yield piece
    }
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}
