// Benchmarks are run by hand: that the library still has what they ask for is looked at here.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'

const folder = fileURLToPath(new URL('../bench/', import.meta.url))
const files = readdirSync(folder).filter((name) => name.endsWith('.mjs'))

describe('benchmarks', () => {
  it('are found', () => {
    expect(files.length).toBeGreaterThan(15)
  })

  it.each(files)('%s imports what there is', async (file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    const lacking: string[] = []
    for (const [, names, from] of text.matchAll(/^import \{([^}]*)\} from '(\.[^']*)'/gm)) {
      const module = (await import(pathToFileURL(join(folder, from!)).href)) as Record<string, unknown>
      for (const name of names!.split(',')) {
        const asked = name.trim().split(' as ')[0]!
        if (asked !== '' && !(asked in module)) lacking.push(`${asked} of ${from}`)
      }
    }
    expect(lacking).toEqual([])
  })
})
