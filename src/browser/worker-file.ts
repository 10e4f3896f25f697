// Where the code of web workers comes from: here, from the file beside this one. The build puts a module in the place of this one that
// holds the code as text (scripts/worker-code.mjs), so that no bundler has to find and arrange a file.

/** Starts a worker of a sweep pool. */
export function startWorkerFile(): Worker {
  return new Worker(new URL('./worker-sweep.js', import.meta.url), { type: 'module' })
}
