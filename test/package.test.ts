// The package itself: what is packed, what the doors are, and that made files are current.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { describe, expect, it } from 'vitest'
import { MODEL_VERSION, TOOL_VERSION } from '../src/index.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

describe('package', () => {
  it('has a door for all, one for builders, one for Node, one for browsers with threads, types first', () => {
    const doors = ['.', './parts', './node', './node/worker-sweep', './browser', './browser/worker-sweep', './bundle']
    expect(Object.keys(manifest.exports)).toEqual([...doors, './schemas/*.json', './package.json'])
    for (const door of doors) expect(Object.keys(manifest.exports[door])[0]).toBe('types')
    // Node gets one file, bundlers the modules.
    for (const door of ['.', './parts', './node', './browser']) {
      expect(Object.keys(manifest.exports[door])).toEqual(['types', 'node', 'default'])
      expect(manifest.exports[door].node).toMatch(/^\.\/dist\/doors\//)
    }
    for (const name of ['summary', 'project']) expect(existsSync(join(root, `docs/${name}.schema.json`))).toBe(true)
    expect(manifest.type).toBe('module')
    // What a worker runs does something when it is imported; nothing else does.
    expect(manifest.sideEffects).toEqual(['./dist/browser/worker-sweep.js', './dist/node/worker-sweep.js'])
    expect(manifest.engines.node).toBe('>=20.19')
    expect(manifest.bin).toEqual({ 'living-circle': 'bin/living-circle.js' })
  })

  it('keeps the front door small, and says every name at one door only', () => {
    const namesAt = (door: string) =>
      [...readFileSync(join(root, 'src', door), 'utf8').matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap((match) =>
        match[1]!.split(',').flatMap((name) => name.trim().replace(/^type /, '') || []),
      )
    const [front, parts] = [namesAt('index.ts'), namesAt('parts.ts')]
    expect(front.length).toBeGreaterThan(30)
    expect(front.length).toBeLessThanOrEqual(84)
    expect([...front, ...parts].filter((name, at, all) => all.indexOf(name) !== at)).toEqual([])
  })

  it('says one version everywhere', () => {
    expect(TOOL_VERSION).toBe(manifest.version)
    expect(readFileSync(join(root, 'docs/walking-model.md'), 'utf8')).toContain(`version ${MODEL_VERSION}\n`)
  })

  it('packs what it needs and nothing else', { timeout: 60_000 }, () => {
    const listing = JSON.parse(
      execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8' }),
    )
    // npm 10 gives a list, npm 11 may give a record by name.
    const entry = Array.isArray(listing) ? listing[0] : Object.values(listing)[0]
    const files: string[] = entry.files.map((file: { path: string }) => file.path)
    const strangers = files.filter(
      (path) =>
        !/^(dist\/.+\.(js|d\.ts)|dist\/(cli|doors|chunks)\/.+\.js\.map|dist\/cli\/help-\w\w\.json|dist\/LICENSES\.txt|dist\/maplibre\/(LICENSE\.txt|maplibre-gl\.css)|bin\/living-circle\.js|spark\/.+\.py|data\/.+|docs\/.+|LICENSE|README(\.zh)?\.md|CHANGELOG\.md|package\.json)$/.test(
          path,
        ),
    )
    expect(strangers).toEqual([])
    for (const needed of [
      'dist/index.js',
      'dist/index.d.ts',
      'dist/parts.js',
      'dist/parts.d.ts',
      'dist/node/index.js',
      'dist/browser/index.js',
      'dist/browser/worker-sweep.js',
      'dist/cli/main.js',
      'dist/cli/run-thread.js',
      'dist/cli/start.js',
      'dist/cli/help-en.json',
      'dist/cli/help-zh.json',
      'dist/doors/index.js',
      'dist/doors/parts.js',
      'dist/doors/node.js',
      'dist/doors/browser.js',
      'dist/node/worker-sweep.js',
      'dist/living-circle.browser.js',
      'dist/maplibre/maplibre-gl-csp.js',
      'dist/maplibre/maplibre-gl-csp-worker.js',
      'dist/maplibre/maplibre-gl.css',
      'dist/maplibre/LICENSE.txt',
      'dist/LICENSES.txt',
      'bin/living-circle.js',
      'data/categories.json',
    ]) {
      expect(files).toContain(needed)
    }
    // Beside it, the packages that it depends on take some 9 MB: 24 in all at most.
    expect(entry.unpackedSize).toBeLessThan(14_800_000)
    expect(Object.keys(manifest.dependencies)).not.toContain('maplibre-gl')
  })

  it.skipIf(!existsSync(join(root, 'dist/index.js')))(
    'has nothing that publint finds fault with',
    { timeout: 60_000 },
    async () => {
      const { messages } = await publint({ pkgDir: root, strict: true, pack: 'npm' })
      expect(messages).toEqual([])
    },
  )

  it('embeds its data and the scripts of pages as they stand', async () => {
    const { embeddedModules } = await import('../scripts/embed-data.mjs')
    const { pageScriptModule } = await import('../scripts/page-scripts.mjs')
    for (const { path, text } of [...embeddedModules(root), pageScriptModule(root)]) {
      expect(existsSync(path)).toBe(true)
      expect(readFileSync(path, 'utf8') === text, path).toBe(true)
    }
  })

  it('has the tables in README.md and docs/ as the sources say', async () => {
    const { pagesWithTables } = await import('../scripts/doc-tables.mjs')
    const pages = await pagesWithTables(root)
    const texts = pages.map(({ text }) => text).join('')
    for (const said of ['`adult` (default)', '| `geopackage` | `coverage.gpkg` |']) expect(texts).toContain(said)
    for (const { path, text } of pages) {
      expect(readFileSync(path, 'utf8') === text, path).toBe(true)
    }
  })

  it('records no download addresses in the lock file', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
    const resolved = Object.values(lock.packages as Record<string, { resolved?: string }>).filter((entry) =>
      entry.resolved?.startsWith('http'),
    )
    expect(resolved).toEqual([])
  })
})
