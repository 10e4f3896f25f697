// A worker thread of a sweep pool: takes visits of the questions it is given until none are left. It opens no files.
import { parentPort } from 'node:worker_threads'
import { type PlainError, toPlainError } from '../foundation/errors.ts'
import { openQuestion, type SharedQuestion, stopBoard, takeVisits } from '../sweep-threads.ts'

/** A question and the thread's number in it. */
export interface SweepTask {
  readonly task: number
  readonly thread: number
  readonly question: SharedQuestion
}

/** What the thread says: that it can begin, that it found nothing more to take, that something went wrong. */
export type SweepReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'idle'; readonly task: number }
  | { readonly kind: 'failed'; readonly task: number; readonly error: PlainError }

const port = parentPort
if (port !== null) {
  const reply = (message: SweepReply) => port.postMessage(message)
  port.on('message', ({ task, thread, question }: SweepTask) => {
    try {
      workOn(question, thread)
      reply({ kind: 'idle', task })
    } catch (error) {
      if (question?.board !== undefined) stopBoard(question.board)
      reply({ kind: 'failed', task, error: toPlainError(error) })
    }
  })
  reply({ kind: 'ready' })
}

function workOn(question: SharedQuestion, thread: number): void {
  const sweeper = openQuestion(question)
  while (takeVisits(question.board, thread, sweeper, question.plan)) {
    // Each call takes and makes some visits.
  }
}
