// The name of a gap in the ledger: `LC-` and 8 letters, from what was asked and the blocks at first sight. Given once and kept.
import { sha256 } from '@noble/hashes/sha2.js'
import type { GapQuestion } from './ledger-record.ts'

const LETTERS = 8

/** A new name that nobody has. It begins with letters and holds letters only, so no spreadsheet takes it for a number or a date. */
export function newGapKey(
  question: GapQuestion,
  blockIds: readonly string[],
  isTaken: (key: string) => boolean,
): string {
  const ids = [...blockIds].sort()
  for (let again = 0; ; again++) {
    const { kind, subject, standard, limit, basis } = question
    const text = JSON.stringify([kind, subject, standard, limit, basis, ids, ...(again === 0 ? [] : [again])])
    const digest = sha256(new TextEncoder().encode(text))
    const key = `LC-${lettersOf(digest)}`
    if (!isTaken(key)) return key
  }
}

/** The first 64 bits as letters. */
function lettersOf(digest: Uint8Array): string {
  let number = 0n
  for (const byte of digest.subarray(0, 8)) number = (number << 8n) | BigInt(byte)
  let letters = ''
  for (let i = 0; i < LETTERS; i++) {
    letters += String.fromCharCode(65 + Number(number % 26n))
    number /= 26n
  }
  return letters
}
