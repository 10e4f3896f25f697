// The file of a saved answer, or of another saved value: a head, a text of JSON, and typed arrays as they are, aligned. Texts and arrays in,
// bytes out, and back. Whatever is cut off, changed or of another version is refused. It does not know what any of it means.
import type { LivingCircleError } from '../foundation/errors.ts'
import { problem } from '../words/problem.ts'

/** Bumped whenever files of before cannot be read any more. */
export const ANSWER_FORMAT_VERSION = 2

/** Arrays that a file may hold. */
export type SavedArray = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array

/** What a file holds: its first eight bytes, and what is said of one that cannot be read. */
export interface SavedForm {
  /** Two little-endian words. */
  readonly magic: readonly [number, number]
  readonly version: number
  readonly notSaved: 'answer.not-saved' | 'town.not-saved'
  readonly hint: 'hint.saved-answer' | 'hint.saved-town'
  readonly again: 'hint.answer-again' | 'hint.town-again'
}

const ANSWER: SavedForm = {
  magic: [0x4c43_4e41, 0x5245_5753], // "ANCL", "SWER" as bytes
  version: ANSWER_FORMAT_VERSION,
  notSaved: 'answer.not-saved',
  hint: 'hint.saved-answer',
  again: 'hint.answer-again',
}

const HEAD_BYTES = 48
/** Words of the head: magic (2), version, length of the file (2), bytes of JSON, number of arrays, 0, checksum (4). */
const VERSION_WORD = 2
const LENGTH_WORD = 3
const JSON_WORD = 5
const ARRAYS_WORD = 6
const CHECKSUM_WORD = 8

const TYPES = [Uint8Array, Uint16Array, Int32Array, Uint32Array, Float64Array] as const

const upTo8 = (bytes: number) => Math.ceil(bytes / 8) * 8

/** Whether bytes begin as a file of a form does. */
export function hasForm(bytes: Uint8Array, { magic }: SavedForm): boolean {
  if (bytes.length < 8) return false
  const head = new DataView(bytes.buffer, bytes.byteOffset)
  return magic.every((word, at) => head.getUint32(4 * at, true) === word)
}

/** The file of a text and arrays. The same content gives the same bytes. */
export function toAnswerBytes(json: string, arrays: readonly SavedArray[], form: SavedForm = ANSWER): Uint8Array {
  const text = new TextEncoder().encode(json)
  const listAt = HEAD_BYTES + upTo8(text.length)
  let end = listAt + arrays.length * 8
  const places = arrays.map((array) => {
    const at = end
    end += upTo8(array.byteLength)
    return at
  })
  const bytes = new Uint8Array(end)
  const words = new Uint32Array(bytes.buffer)
  words.set(form.magic)
  words[VERSION_WORD] = form.version
  words[LENGTH_WORD] = end >>> 0
  words[LENGTH_WORD + 1] = Math.floor(end / 2 ** 32)
  words[JSON_WORD] = text.length
  words[ARRAYS_WORD] = arrays.length
  bytes.set(text, HEAD_BYTES)
  arrays.forEach((array, index) => {
    words[listAt / 4 + index * 2] = TYPES.findIndex((Type) => array instanceof Type)
    words[listAt / 4 + index * 2 + 1] = array.length
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), places[index]!)
  })
  sealAnswerBytes(words)
  return bytes
}

/** Writes the checksum over all words of a file. */
export function sealAnswerBytes(words: Uint32Array): void {
  words.set(checksum(words), CHECKSUM_WORD)
}

/**
 * Text and arrays of a file; arrays are views of the bytes where these begin at a multiple of 8.
 *
 * @throws LivingCircleError `input-format` (other bytes, damaged), `input-unsupported` (other version), `input-truncated`
 */
export function fromAnswerBytes(
  given: Uint8Array,
  form: SavedForm = ANSWER,
): { readonly json: string; readonly arrays: readonly SavedArray[] } {
  if (!hasForm(given, form)) throw problem('input-format', form.notSaved, {}, { hint: form.hint })
  if (given.length < HEAD_BYTES) throw cutOff(form, HEAD_BYTES, given.length)
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice()
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2)
  const version = words[VERSION_WORD]
  if (version !== form.version) {
    throw problem(
      'input-unsupported',
      'answer.version',
      { found: version ?? 0, wanted: form.version },
      { hint: form.again },
    )
  }
  const length = words[LENGTH_WORD]! + words[LENGTH_WORD + 1]! * 2 ** 32
  if (bytes.length < length) throw cutOff(form, length, bytes.length)
  if (length % 8 !== 0 || bytes.length > length) throw damaged('its length is not the one it says')
  const found = checksum(words)
  if (found.some((word, i) => word !== words[CHECKSUM_WORD + i])) throw damaged('its checksum does not match')
  return sectionsOf(bytes, words)
}

function sectionsOf(bytes: Uint8Array, words: Uint32Array) {
  const textBytes = words[JSON_WORD]!
  const count = words[ARRAYS_WORD]!
  const listAt = HEAD_BYTES + upTo8(textBytes)
  let at = listAt + count * 8
  if (at > bytes.length) throw damaged('its parts are longer than the file')
  const arrays: SavedArray[] = []
  for (let index = 0; index < count; index++) {
    const Type = TYPES[words[listAt / 4 + index * 2]!]
    const length = words[listAt / 4 + index * 2 + 1]!
    if (Type === undefined) throw damaged('it holds an array of an unknown type')
    const next = at + upTo8(length * Type.BYTES_PER_ELEMENT)
    if (next > bytes.length) throw damaged('its parts are longer than the file')
    arrays.push(new Type(bytes.buffer as ArrayBuffer, bytes.byteOffset + at, length))
    at = next
  }
  if (at !== bytes.length) throw damaged('its parts are shorter than the file')
  const text = bytes.subarray(HEAD_BYTES, HEAD_BYTES + textBytes)
  try {
    return { json: new TextDecoder('utf-8', { fatal: true }).decode(text), arrays }
  } catch {
    throw damaged('its text is not UTF-8')
  }
}

/** Four sums over every word but the checksum's own, each taking every fourth: a step for which no two words are alike. */
function checksum(words: Uint32Array): [number, number, number, number] {
  let a = 0x811c9dc5
  let b = 0x9e3779b9
  let c = 0x85ebca6b
  let d = 0xc2b2ae35
  const skip = CHECKSUM_WORD
  for (let i = 0; i < skip; i += 4) {
    a = step(a, words[i]!)
    b = step(b, words[i + 1]!)
    c = step(c, words[i + 2]!)
    d = step(d, words[i + 3]!)
  }
  let i = skip + 4
  for (; i + 3 < words.length; i += 4) {
    a = step(a, words[i]!)
    b = step(b, words[i + 1]!)
    c = step(c, words[i + 2]!)
    d = step(d, words[i + 3]!)
  }
  for (; i < words.length; i++) a = step(a, words[i]!)
  return [a >>> 0, b >>> 0, c >>> 0, d >>> 0]
}

function step(sum: number, word: number): number {
  const mixed = Math.imul(sum ^ word, 0x01000193)
  return (mixed << 13) | (mixed >>> 19)
}

function cutOff({ again }: SavedForm, n: number, found: number): LivingCircleError {
  return problem('input-truncated', 'answer.cut-off', { n, found }, { hint: again })
}

/** The error of a file whose content cannot be what was saved; `what` is for developers. */
export function damaged(what: string): LivingCircleError {
  return problem('input-format', 'answer.damaged', { what }, { hint: 'hint.answer-again' })
}
