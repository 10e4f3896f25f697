// The log of meetings: nothing is lost or mixed up, in whatever order stretches are met; it says when it is full and forgets when told.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MEETING, MeetingLog, readStretch } from '../../src/search/meeting-log.ts'

type Meeting = [stretch: number, target: number, facility: number, cost: number, along: number]

function meetingsOf(log: MeetingLog, stretch: number): Meeting[] {
  const runs: Meeting[][] = []
  readStretch(log.pages, stretch, (piece, first, end) => {
    const run: Meeting[] = []
    for (let at = first; at < end; at += MEETING) {
      run.push([stretch, piece[at]!, piece[at + 1]!, piece[at + 2]!, piece[at + 3]!])
    }
    runs.push(run)
  })
  // Later runs come first.
  return runs.reverse().flat()
}

const word = fc.integer({ min: 0, max: 0xffffffff })
const meeting: fc.Arbitrary<Meeting> = fc.tuple(fc.integer({ min: 0, max: 4 }), word, word, word, word)

describe('MeetingLog', () => {
  it('gives back what was noted, stretch by stretch, also after it was cleared', () => {
    fc.assert(
      fc.property(fc.array(fc.array(meeting, { maxLength: 300, size: 'max' }), { maxLength: 3 }), (rounds) => {
        const log = new MeetingLog(6, false)
        for (const noted of rounds) {
          for (const one of noted) log.note(...one)
          for (let stretch = 0; stretch < 6; stretch++) {
            expect(meetingsOf(log, stretch)).toEqual(noted.filter(([of]) => of === stretch))
          }
          log.clear()
        }
      }),
      { numRuns: 100 },
    )
  })

  it('is full when it has filled its memory, takes more all the same, and uses that memory again', () => {
    const log = new MeetingLog(3, true, 2)
    const noteUntilFull = () => {
      let noted = 0
      while (!log.isFull) log.note(noted % 2, noted, 7, 8, noted++)
      return noted
    }
    // Two pieces of 512 blocks of 31 meetings; the first block is unused, one has just been begun, the next one is too many.
    const many = noteUntilFull()
    expect(many).toBe(1022 * 31 + 2)
    log.note(2, many, 7, 8, many)
    const all = [0, 1, 2].flatMap((stretch) => meetingsOf(log, stretch)).sort((a, b) => a[1] - b[1])
    expect(all).toEqual(Array.from({ length: many + 1 }, (_, i) => [i === many ? 2 : i % 2, i, 7, 8, i]))
    const pieces = log.pages.pieces.slice(0, 2)
    expect(pieces.every(({ buffer }) => buffer instanceof SharedArrayBuffer)).toBe(true)
    log.clear()
    expect(log.isFull).toBe(false)
    expect(meetingsOf(log, 0)).toEqual([])
    expect(noteUntilFull()).toBe(many)
    expect(log.pages.pieces.slice(0, 2)).toEqual(pieces)
    expect(log.pages.pieces.slice(0, 2).every((piece, i) => piece === pieces[i])).toBe(true)
  })
})
