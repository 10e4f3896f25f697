// HALLWAY: what threads need of the search, and no more, so that a thread starts quickly. No logic of its own.

export { OriginSweeper } from './search/origin-sweeper.ts'
export {
  createRowsFor,
  planSweeps,
  type ReachedTimes,
  type SweepProblem,
  sweepReachedTimes,
} from './search/reached-times.ts'
export {
  createBoard,
  openQuestion,
  type SharedQuestion,
  type SweepBoard,
  shareQuestion,
  stopBoard,
  takeVisits,
  visitsDone,
  workOnBoard,
} from './search/shared-sweep.ts'
