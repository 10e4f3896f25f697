// The version, from package.json, without loading the library.
import { readFileSync } from 'node:fs'
import { PACKAGE_ROOT } from './package-root.ts'

/** The version in package.json. */
export function toolVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('package.json', PACKAGE_ROOT), 'utf8')) as {
    version: string
  }
  return manifest.version
}
