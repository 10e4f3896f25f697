// The order of ids that people expect: b2 before b10. The same on every machine and in every locale.

/**
 * Compares two texts with runs of digits taken as numbers; ties are broken by code units.
 *
 * @example
 * ```ts
 * import { compareNaturally } from 'living-circle/parts'
 * ['b10', 'b9'].sort(compareNaturally) // [ 'b9', 'b10' ]
 * ```
 */
export function compareNaturally(a: string, b: string): number {
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(j)
    if (isDigit(x) && isDigit(y)) {
      const startA = skipZeros(a, i)
      const startB = skipZeros(b, j)
      i = endOfDigits(a, startA)
      j = endOfDigits(b, startB)
      if (i - startA !== j - startB) return i - startA - (j - startB)
      const runA = a.slice(startA, i)
      const runB = b.slice(startB, j)
      if (runA !== runB) return runA < runB ? -1 : 1
    } else {
      if (x !== y) return x - y
      i++
      j++
    }
  }
  return a.length - i - (b.length - j) || (a < b ? -1 : a > b ? 1 : 0)
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function skipZeros(text: string, start: number): number {
  let at = start
  while (text.charCodeAt(at) === 48 && isDigit(text.charCodeAt(at + 1))) at++
  return at
}

function endOfDigits(text: string, start: number): number {
  let at = start
  while (at < text.length && isDigit(text.charCodeAt(at))) at++
  return at
}
