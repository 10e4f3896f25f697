import { describe, expect, it } from 'vitest'
import { ReadAhead } from '../../src/search/read-ahead.ts'

const VERTICES = 10_000

/** A column that notes what is read of it. */
function watched(length: number) {
  const reads = new Map<number, number>()
  const column = new Proxy(new Uint32Array(length), {
    get: (words, key) => {
      if (key === 'length') return words.length
      const at = Number(key)
      reads.set(at, (reads.get(at) ?? 0) + 1)
      return words[at]
    },
  })
  return { column, reads }
}

/** Three arcs per vertex. */
const arcOffset = Uint32Array.from({ length: VERTICES + 1 }, (_, vertex) => 3 * vertex)

describe('ReadAhead', () => {
  it('reads every line once, and no more, on the way through a network in its order', () => {
    const byVertex = watched(VERTICES)
    const byArc = watched(3 * VERTICES)
    const ahead = new ReadAhead(arcOffset, [byVertex.column], [byArc.column, byArc.column])
    // Steps of 1,024 vertices: every range ends where the next one begins.
    for (let vertex = 512; vertex < VERTICES; vertex += 512) ahead.around(vertex)
    for (const { reads, length } of [
      { reads: byVertex.reads, length: VERTICES },
      { reads: byArc.reads, length: 3 * VERTICES },
    ]) {
      expect([...reads.values()].every((times) => times === 1)).toBe(true)
      expect(Math.max(...reads.keys())).toBeLessThan(length)
      for (let line = 0; line < length; line += 16) {
        expect([...Array(16).keys()].some((word) => reads.has(line + word))).toBe(true)
      }
    }
  })

  it('reads a neighbourhood only, and again where a search turns back to it', () => {
    const { column, reads } = watched(2 * 3 * VERTICES)
    const ahead = new ReadAhead(arcOffset, [], [column])
    for (const vertex of [0, 9999, 5000]) ahead.around(vertex)
    // Words per vertex: two for each of three arcs; 512 vertices from 0, 513 up to the last one, 1,024 around 5,000.
    expect(reads.size).toBe(Math.ceil((512 * 6) / 16) + Math.ceil((513 * 6) / 16) + (1024 * 6) / 16)
    ahead.around(4000)
    expect(reads.get(6 * (4000 - 512))).toBeUndefined()
    ahead.around(0)
    expect(reads.get(0)).toBe(2)
  })
})
