// Versions of the packages whose code makes results, as they are installed here. Names in, versions out; it knows package.json files only.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { packageVersionsData } from './package-versions-data.ts'

/** Packages that are loaded from where they are installed; all others lie in the program's own files, as they were built. */
const INSTALLED_APART = ['hyparquet-writer', 'polygon-clipping', 'proj4', 'saxes']

/**
 * Name → version, in order of the names; `highs.wasm` → SHA-256 of the solver's machine code.
 *
 * @example
 * ```ts
 * import { packageVersions } from 'living-circle/node'
 * const versions = packageVersions()
 * ```
 */
export function packageVersions(): Readonly<Record<string, string>> {
  const installed = INSTALLED_APART.filter((name) => Object.hasOwn(packageVersionsData, name)).map(
    (name) => [name, installedVersion(name) ?? packageVersionsData[name]!] as const,
  )
  return { ...packageVersionsData, ...Object.fromEntries(installed) }
}

/** The version in the package.json above a package's entry; nothing where it cannot be found. */
function installedVersion(name: string): string | undefined {
  try {
    const require = createRequire(import.meta.url)
    for (let folder = dirname(require.resolve(name)); ; folder = dirname(folder)) {
      const manifest = manifestIn(folder)
      if (manifest?.name === name && typeof manifest.version === 'string') return manifest.version
      if (folder === dirname(folder)) return undefined
    }
  } catch {
    return undefined
  }
}

function manifestIn(folder: string): { readonly name?: unknown; readonly version?: unknown } | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: unknown; version?: unknown }
  } catch {
    return undefined
  }
}
