// The version, without loading the library: package.json is two folders up, from src/ and from dist/ alike.
import { readFileSync } from 'node:fs'

/** The version in package.json. */
export function toolVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return manifest.version
}
