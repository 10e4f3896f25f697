// The import table of ARCHITECTURE.md holds for every file of src/.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const src = join(root, 'src')

interface Import {
  readonly file: string
  readonly target: string
  readonly typeOnly: boolean
}

interface Permission {
  readonly rooms: ReadonlySet<string>
  readonly typesOf: ReadonlySet<string>
}

const INDEX_LIBRARIES = ['rbush', 'flatbush', 'kdbush', 'geokdbush', 'rbush-knn']

function permissions(): Map<string, Permission> {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  const table = text.slice(text.indexOf('| room | may import |'))
  const rows = table.split('\n').slice(2)
  const result = new Map<string, Permission>()
  for (const row of rows) {
    if (!row.startsWith('|')) break
    const [room, may] = row
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, 3) as [string, string]
    const words = may === '–' ? [] : may.split(',').map((word) => word.trim())
    result.set(room, {
      typesOf: new Set(words.filter((word) => word.startsWith('types of ')).map((word) => word.slice(9))),
      rooms: new Set(words.filter((word) => !word.startsWith('types of '))),
    })
  }
  // The front door lists what the house has, but for the rooms that need a platform.
  const platform = ['threads', 'browser', 'node', 'cli']
  result.set('door', {
    typesOf: new Set(),
    rooms: new Set([...result.keys()].filter((room) => !platform.includes(room))),
  })
  return result
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name))
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
  const found: Import[] = []
  for (const match of text.matchAll(/(?:^|\n)\s*(import|export)\s+(type\s+)?([^'"`;]*?)\s*from\s*['"]([^'"]+)['"]/g)) {
    const names = match[3]!
    const inBraces = /^\{[\s\S]*\}$/.test(names)
      ? names
          .slice(1, -1)
          .split(',')
          .map((name) => name.trim())
          .filter(Boolean)
      : []
    const typeOnly =
      match[2] !== undefined || (inBraces.length > 0 && inBraces.every((name) => name.startsWith('type ')))
    found.push({ file, target: match[4]!, typeOnly })
  }
  for (const match of text.matchAll(/(?:^|\n)\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) {
    found.push({ file, target: (match[1] ?? match[2])!, typeOnly: false })
  }
  return found
}

/** The room of the table whose name is the longest beginning of the file's path; `door` for what lies in src/ itself. */
function roomOf(file: string, rooms: Iterable<string>): string | null {
  const path = relative(src, file)
  if (!path.includes('/')) return 'door'
  let longest: string | null = null
  for (const room of rooms) {
    if (path.startsWith(`${room}/`) && room.length > (longest ?? '').length) longest = room
  }
  return longest
}

/** A name in the table stands for its sub-rooms, too. */
const covers = (names: ReadonlySet<string>, room: string) =>
  names.has(room) || [...names].some((name) => room.startsWith(`${name}/`))

/** Files that import each other, types or not: each circle once, as a path. */
function circles(imports: readonly Import[]): string[] {
  const targets = new Map<string, string[]>()
  for (const { file, target } of imports) {
    if (!target.startsWith('.')) continue
    const list = targets.get(file) ?? []
    list.push(join(dirname(file), target))
    targets.set(file, list)
  }
  const found: string[] = []
  const done = new Set<string>()
  const path: string[] = []
  const visit = (file: string) => {
    const at = path.indexOf(file)
    if (at >= 0) found.push([...path.slice(at), file].map((one) => relative(src, one)).join(' → '))
    if (at >= 0 || done.has(file)) return
    path.push(file)
    for (const next of targets.get(file) ?? []) visit(next)
    path.pop()
    done.add(file)
  }
  for (const file of targets.keys()) visit(file)
  return found
}

const allImports = sourceFiles(src).flatMap(importsOf)

describe('architecture', () => {
  it('finds imports at all', () => {
    expect(allImports.length).toBeGreaterThan(100)
  })

  it('lets every room import only what the table allows', () => {
    const table = permissions()
    const broken: string[] = []
    for (const { file, target, typeOnly } of allImports) {
      if (!target.startsWith('.')) continue
      const from = roomOf(file, table.keys())
      const targetFile = join(dirname(file), target)
      const to = roomOf(targetFile, table.keys())
      if (from === to && from !== null) continue
      const allowed = from === null ? undefined : table.get(from)
      const name = relative(src, targetFile).replace(/\.ts$/, '')
      const ok =
        allowed !== undefined &&
        to !== null &&
        (covers(allowed.rooms, to) || (typeOnly && covers(allowed.typesOf, to)) || allowed.rooms.has(name))
      if (!ok) broken.push(`${relative(root, file)} → ${relative(root, targetFile)}${typeOnly ? ' (type)' : ''}`)
    }
    expect(broken).toEqual([])
  })

  it('has no two files that import each other, by whatever way round', () => {
    expect(circles(allImports)).toEqual([])
  })

  it('lets the command line see only the public doors, the words, and what its help says without loading them', () => {
    const inside = allImports.filter(({ file, target }) => {
      if (!relative(src, file).startsWith('cli/') || !target.startsWith('.')) return false
      const name = relative(src, join(dirname(file), target))
      const doors = ['index.ts', 'parts.ts', 'node/index.ts']
      const saidInHelp = [
        'foundation/limits.ts',
        'network/profile-list.ts',
        'plan/siting/siting-problem.ts',
        'report/outputs/outputs.ts',
        'report/outputs/layer-writers.ts',
      ]
      // Somebody waits after Ctrl-C: the door would have to be loaded first.
      const loadedInHaste = ['node/clear-up.ts']
      return !/^(cli|words)\//.test(name) && ![...doors, ...saidInHelp, ...loadedInHaste].includes(name)
    })
    expect(inside).toEqual([])
  })

  it('mentions node: only in node/ and cli/', () => {
    const outside = allImports.filter(
      ({ file, target }) => target.startsWith('node:') && !/^(node|cli)\//.test(relative(src, file)),
    )
    expect(outside).toEqual([])
  })

  it('imports libraries of spatial indexes only in locate/', () => {
    const outside = allImports.filter(
      ({ file, target }) => INDEX_LIBRARIES.includes(target) && !relative(src, file).startsWith('locate/'),
    )
    expect(outside).toEqual([])
  })

  it('imports only declared dependencies', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const declared = new Set([
      ...Object.keys(manifest.dependencies),
      ...Object.keys(manifest.optionalDependencies ?? {}),
    ])
    // The command line is built with its parser inside; the scripts of pages find MapLibre in their page.
    const isBuiltIn = ({ file, target }: Import) =>
      (target === 'commander' && relative(src, file).startsWith('cli/')) ||
      (target === 'maplibre-gl' && relative(src, file).startsWith('page-scripts/'))
    const packageOf = (target: string) =>
      target
        .split('/')
        .slice(0, target.startsWith('@') ? 2 : 1)
        .join('/')
    const missing = allImports.filter(
      ({ file, target, typeOnly }) =>
        !typeOnly &&
        !target.startsWith('.') &&
        !target.startsWith('node:') &&
        !declared.has(packageOf(target)) &&
        !isBuiltIn({ file, target, typeOnly }),
    )
    expect(missing).toEqual([])
  })

  it('names a reason for every runtime dependency', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
    const table = text.slice(text.indexOf('## Runtime dependencies'))
    const silent = Object.keys(manifest.dependencies).filter((name) => !table.includes(`\`${name}\``))
    expect(silent).toEqual([])
  })

  it('bundles the front door for a browser and runs a small analysis without process and Buffer', async () => {
    const result = await build({
      stdin: {
        contents: `
          import { analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities } from './src/index.ts'
          const bytes = (text) => new TextEncoder().encode(text)
          const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/>' +
            '<way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
          const area = await loadArea(bytesSource('tiny.osm', bytes(osm)))
          const facilities = await loadFacilities(area, { files: [bytesSource('f.csv', bytes('id,category,lon,lat\\nf1,clinic,0.004,0\\n'))] })
          const blocks = await loadBlocks(area, { file: bytesSource('b.csv', bytes('id,lon,lat,population\\nb1,0.001,0,120\\n')) })
          const { report } = await analyseAccess(area, facilities, blocks)
          globalThis.browserAnswer = [typeof process, typeof Buffer, report.table.walkSeconds[0]]
        `,
        resolveDir: root,
        loader: 'ts',
      },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
    })
    const code = result.outputFiles[0]!.text
    const names = ['process', 'Buffer', 'require', 'module', '__dirname', 'window', 'document', 'globalThis']
    const run = new Function(...names, `return (async () => { ${code} ; return globalThis.browserAnswer })()`)
    const answer = (await run(
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      {},
    )) as unknown[]
    expect(answer[0]).toBe('undefined')
    expect(answer[1]).toBe('undefined')
    // 0.003 degrees of longitude on the equator at 1.25 m/s.
    expect(answer[2]).toBeCloseTo(333.585 / 1.25, 1)
  })
})
