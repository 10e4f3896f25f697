// README.zh.md says what README.md says: the same commands, code, headings, files and figures, in Chinese.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const read = (name: string) => readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8')
const english = read('README.md')
const chinese = read('README.zh.md')

/** Lines of all blocks of a language, without comments. */
const codeOf = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, block]) =>
    block!
      .trim()
      .split('\n')
      .map((line) => line.replace(/\s+(?:#|\/\/).*$/, '').trim()),
  )
/** Everything that a document writes as code in its sentences and tables: options, files, names. */
const namesOf = (text: string) =>
  new Set([...text.replace(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]+)`/g)].map(([, name]) => name!))
/** Options that are spoken of. */
const optionsOf = (text: string) => [...new Set(text.match(/--[a-z][a-z-]+/g))].sort()

describe('README.zh.md', () => {
  it('has the same commands and the same program', () => {
    for (const language of ['sh', 'ts']) expect(codeOf(chinese, language)).toEqual(codeOf(english, language))
  })

  it('speaks of the same options', () => {
    expect(optionsOf(chinese)).toEqual(optionsOf(english))
  })

  it('has the same parts, pictures and links', () => {
    const levels = (text: string) => [...text.replace(/```[\s\S]*?```/g, '').matchAll(/^#+/gm)].map(([mark]) => mark)
    expect(levels(chinese)).toEqual(levels(english))
    const links = (text: string) =>
      [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, to]) => to!).filter((to) => !to.startsWith('README'))
    expect(links(chinese)).toEqual(links(english))
  })

  it('names the same files and columns', () => {
    const files = (text: string) =>
      [...namesOf(text)].filter((name) => /^[\w./]+\.[a-z]{3,8}$|^[a-z_]+_[a-z0-9_]+$/.test(name)).sort()
    expect(files(chinese)).toEqual(files(english))
  })
})
