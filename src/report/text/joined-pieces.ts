// Pieces of a text as one, where a program can hold it. Pieces in, a text out, or an error that names what gives the pieces. It knows no format.
import { message, problem } from '../../words/problem.ts'

/** Characters that one text may have in V8; other engines take more or less, and say so in their own way. */
const LONGEST_TEXT = 0x1fff_ffe8

/**
 * One text of many pieces.
 *
 * @param chunks the function that gives them piece by piece, for who has too many
 * @param most characters; only tests say other than the default
 * @throws LivingCircleError `input-too-large` where no text can be so long
 */
export function joinedPieces(pieces: Iterable<string>, chunks: string, most = LONGEST_TEXT): string {
  const all: string[] = []
  let length = 0
  for (const piece of pieces) {
    length += piece.length
    if (length > most)
      throw problem('input-too-large', 'output.too-long', { most }, { hint: message('hint.use-chunks', { chunks }) })
    all.push(piece)
  }
  return all.join('')
}
