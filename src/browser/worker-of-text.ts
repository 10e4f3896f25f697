// A web worker from code as text.

let address: string | undefined

/** Starts a worker that runs the code, a classic script; always the same, so its address is made once and kept. */
export function workerOfText(code: string): Worker {
  address ??= URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
  return new Worker(address)
}
