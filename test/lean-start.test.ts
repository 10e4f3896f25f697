// What every run loads before it has read anything. A parser that only some inputs need costs each run more time to load than a
// small extract takes to read: such libraries come by import() when they are needed.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

const ALLOWED = ['@noble/hashes/sha2.js', 'fflate/browser', 'gcoord', 'pbf', 'rbush', 'uqr']

it('the doors load few libraries of others, and none that only some inputs need', async () => {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/node/index.ts'],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outdir: 'unwritten',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  const entry = Object.keys(metafile.outputs).find(
    (name) => metafile.outputs[name]!.entryPoint === 'src/node/index.ts',
  )!
  const loaded = new Set([entry])
  const libraries = new Set<string>()
  for (const output of loaded) {
    for (const { path, kind, external } of metafile.outputs[output]!.imports) {
      if (kind !== 'import-statement') continue
      if (external !== true) loaded.add(path)
      else if (!path.startsWith('node:')) libraries.add(path)
    }
  }
  expect([...libraries].filter((library) => !ALLOWED.includes(library))).toEqual([])
  expect(libraries.has('pbf')).toBe(true)
})

it('the command line reads no words before a command begins', async () => {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts'],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outdir: 'unwritten',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  const loaded = new Set(['src/cli/main.ts'])
  for (const file of loaded) {
    for (const { path, kind } of metafile.inputs[file]?.imports ?? []) if (kind === 'import-statement') loaded.add(path)
  }
  expect([...loaded].filter((file) => /^src\/words\/\w\w\.ts$|^src\/words\/problem\.ts$/.test(file))).toEqual([])
  expect(loaded.has('src/cli/command-list.ts')).toBe(true)
})
