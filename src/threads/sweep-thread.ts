// What is said between a pool and its threads, and what a thread does: it takes visits of the questions it is given until none are
// left. It knows neither Node nor browsers, and opens no files.
import { type PlainError, toPlainError } from '../foundation/errors.ts'
import type { LogPages } from '../search/meeting-log.ts'
import { openQuestion, type SharedQuestion } from '../search/shared-sweep.ts'
import { stopBoard, takeVisits } from '../search/sweep-board.ts'

/** A question and the thread's number in it. */
export interface SweepTask {
  readonly task: number
  readonly thread: number
  readonly question: SharedQuestion
}

/** What the thread says: that it can begin, that it found nothing more to take, that something went wrong. */
export type SweepReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'idle'; readonly task: number; readonly log?: LogPages | undefined }
  | { readonly kind: 'failed'; readonly task: number; readonly error: PlainError }

/** Does what a task says; the answer is for the pool. */
export function workOnTask({ task, thread, question }: SweepTask): SweepReply {
  try {
    const { sweeper, plan, log } = openQuestion(question)
    while (log?.isFull !== true && takeVisits(question.board, thread, sweeper, plan)) {
      // Each call takes and makes some visits.
    }
    return { kind: 'idle', task, log: log?.pages }
  } catch (error) {
    if (question?.board !== undefined) stopBoard(question.board)
    return { kind: 'failed', task, error: toPlainError(error) }
  }
}
