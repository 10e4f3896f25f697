// The command line stays thin: short files, a file for each command, and nothing in it that sums people, measures or writes layers.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/command-list.ts'
import type { Session } from '../../src/cli/session.ts'

const folder = fileURLToPath(new URL('../../src/cli/', import.meta.url))
/** Tables of sentences are as long as what there is to say. */
const isWords = (name: string) => /(?:^|\/)(?:words|chinese)[\w-]*\.ts$/.test(name)
const files = (readdirSync(folder, { recursive: true }) as string[])
  .filter((name) => name.endsWith('.ts') && !isWords(name))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

describe('the command line', () => {
  it('has short files', () => {
    expect(files.length).toBeGreaterThan(40)
    expect(files.filter(({ text }) => text.split('\n').length > 151).map(({ name }) => name)).toEqual([])
  })

  it('has a file for each command, and lists each', () => {
    const session = { lang: 'en' } as Session
    const listed = COMMANDS.map((make) => make(session).name()).sort()
    const present = readdirSync(join(folder, 'commands'))
      .map((name) => name.replace(/\.ts$/, ''))
      .sort()
    expect(listed).toEqual(present)
  })

  it('sums no people and no land, and writes no layers of its own', () => {
    const wrong =
      /\.reduce\(|\b(?:people|population|squareMetres|landSquareMetres)\w* \+= |'FeatureCollection'|sweep\w*\(/
    expect(files.filter(({ text }) => wrong.test(text)).map(({ name }) => name)).toEqual([])
  })
})
