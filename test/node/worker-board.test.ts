// Who makes which visits: every visit once, each thread along a stretch of its own first, none after the stop.
import { describe, expect, it } from 'vitest'
import {
  createBoard,
  stopBoard,
  takeVisits,
  visitsDone,
  visitsLeft,
  workOnBoard,
} from '../../src/search/sweep-board.ts'
import type { VisitSweeper } from '../../src/search/visit-plan.ts'

/** One who only notes which visits were asked of it. */
function noter(ranges: [number, number][]): VisitSweeper {
  const sweep = (_plan: unknown, first: number, end: number) => ranges.push([first, end])
  return { sweep, verticesReached: 7, expansions: 9 } as unknown as VisitSweeper
}

const plan = {} as Parameters<typeof takeVisits>[3]

describe('visits on a board', () => {
  it.each([
    [1, 1],
    [5, 3],
    [1000, 2],
    [100_000, 2],
    [99_991, 7],
  ])('%i visits are made once each by %i threads that take turns, each along its own stretch', (visits, threads) => {
    const board = createBoard(visits, threads)
    const ranges = Array.from({ length: threads }, (): [number, number][] => [])
    const sweepers = ranges.map(noter)
    for (let isTaken = true; isTaken; ) {
      isTaken = false
      sweepers.forEach((sweeper, thread) => {
        if (takeVisits(board, thread, sweeper, plan)) isTaken = true
      })
    }
    const all = ranges.flat().sort(([a], [b]) => a - b)
    expect(all[0]![0]).toBe(0)
    for (let i = 1; i < all.length; i++) expect(all[i]![0]).toBe(all[i - 1]![1])
    expect(all.at(-1)![1]).toBe(visits)
    // Chunks of some milliseconds, and enough of them for all threads to end together.
    expect(Math.max(...all.map(([first, end]) => end - first))).toBeLessThanOrEqual(256)
    if (visits >= 1000) expect(all.length).toBeGreaterThanOrEqual(threads * 31)
    if (visits >= 1000)
      ranges.forEach((own, thread) => {
        const start = Math.floor((visits * thread) / threads)
        const end = Math.floor((visits * (thread + 1)) / threads)
        let next = start
        // Chunks of the own stretch follow each other to its end; only then are others' taken. (Short ones may be gone by then.)
        for (const [first, chunkEnd] of own) {
          if (next === end) break
          expect(first).toBe(next)
          next = chunkEnd
        }
      })
    expect(visitsDone(board)).toBe(visits)
    expect(visitsLeft(board)).toBe(0)
    const busy = ranges.filter((own) => own.length > 0).length
    expect(workOnBoard(board)).toEqual({
      verticesReached: 7 * busy,
      expansions: 9 * busy,
      visitsByThread: ranges.map((own) => own.reduce((sum, [first, end]) => sum + end - first, 0)),
    })
  })

  it('are all made by one thread where the others never come', () => {
    const board = createBoard(1000, 4)
    const ranges: [number, number][] = []
    while (takeVisits(board, 2, noter(ranges), plan));
    expect(ranges[0]![0]).toBe(500)
    expect(ranges.reduce((sum, [first, end]) => sum + end - first, 0)).toBe(1000)
    expect(new Set(ranges.map(([first]) => first)).size).toBe(ranges.length)
    expect(visitsDone(board)).toBe(1000)
  })

  it('are not taken any more once the board is stopped', () => {
    const board = createBoard(1000, 2)
    const ranges: [number, number][] = []
    expect(takeVisits(board, 0, noter(ranges), plan)).toBe(true)
    stopBoard(board)
    expect(takeVisits(board, 1, noter(ranges), plan)).toBe(false)
    expect(ranges.length).toBe(1)
    expect(visitsDone(board)).toBe(board.visitsAtOnce)
    expect(visitsLeft(board)).toBe(1000 - board.visitsAtOnce)
  })
})
