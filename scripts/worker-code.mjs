// The code of the workers as text, and the modules that hold it: what the build puts in the place of src/node/worker-file.ts and
// src/browser/worker-file.ts. A thread then needs no file of its own, however the library is bundled.
import { buildSync } from 'esbuild'

/** @returns {{ node: string, browser: string }} source of the two modules, in JavaScript */
export function workerModules(root) {
  const node = bundled(root, { entryPoints: ['src/node/worker-sweep.ts'], platform: 'node', format: 'cjs' })
  const browser = bundled(root, { entryPoints: ['src/browser/worker-sweep.ts'], platform: 'browser', format: 'iife' })
  return {
    node: `import { Worker } from 'node:worker_threads'
const CODE = ${JSON.stringify(node)}
export const startWorkerFile = () => new Worker(CODE, { eval: true })
export const whyNoWorkerFile = () => null
`,
    browser: `import { workerOfText } from './worker-of-text.js'
const CODE = ${JSON.stringify(browser)}
export const startWorkerFile = () => workerOfText(CODE)
`,
  }
}

function bundled(root, options) {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    ...options,
    bundle: true,
    write: false,
    minify: true,
    // Text that a page may hold in any encoding.
    charset: 'ascii',
    target: 'es2022',
    tsconfigRaw: '{}',
  })
  return outputFiles[0].text
}
