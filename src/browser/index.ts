// The front door plus threads in a browser.

export * from '../index.ts'
export type { SweepPool } from '../threads/sweep-pool.ts'
export { createSweepPool, type WebSweepPoolOptions } from './web-worker-pool.ts'
