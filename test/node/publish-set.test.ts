// A set of files that is killed while it gets its names: every name keeps its old or its new file, and whoever comes next makes it one set.
import { spawn } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryPath } from '../../src/node/leftovers.ts'
import { openResult } from '../../src/node/open-result.ts'
import { checkOutputFolder, finishInterrupted } from '../../src/node/output-checks.ts'
import { JOURNAL_NAME } from '../../src/node/publish-set.ts'
import { writeFileAtomically, writeFilesAtomically } from '../../src/node/write-files.ts'
import { ownMark } from '../../src/node/writer-mark.ts'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'living-circle-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const text = (name: string) => readFileSync(join(folder, name), 'utf8')
const put = (name: string, content: string) => writeFileSync(join(folder, name), content)
/** The mark of a process that is dead: this one's with the number of none. */
const deadMark = ownMark().replace(/^(\w+)-\d+-/, '$1-4194999-')
const deadTemporary = (number: number, kind = 'tmp') => `.living-circle-${deadMark}-${number}.${kind}`

/** A folder as a run leaves it that was killed after it had renamed the first of three files. */
function killedHalfWay() {
  put('a.txt', 'new')
  put('b.txt', 'old')
  put('c.txt', 'old')
  put('yours.tmp', 'yours')
  put('.living-circle-yours-1.tmp', 'yours')
  for (const number of [2, 3, 4]) put(deadTemporary(number), number === 4 ? 'a backup' : 'new')
  put('.living-circle.lock', `${deadMark}\n`)
  const files = ['a.txt', 'b.txt', 'c.txt'].map((name, at) => ({ name, temporary: deadTemporary(at + 1) }))
  put(JOURNAL_NAME, JSON.stringify({ journal: 'living-circle', files }))
}
const FINISHED = ['.living-circle-yours-1.tmp', 'a.txt', 'b.txt', 'c.txt', 'yours.tmp']

describe('a set that was killed half-way', () => {
  beforeEach(killedHalfWay)

  it.each([
    ['the next run', () => checkOutputFolder(folder, { overwrite: true })],
    ['a reader', () => openResult(folder, 'b.txt')],
    ['a call', () => finishInterrupted(folder)],
    ['a run that is refused', () => expect(() => checkOutputFolder(folder)).toThrow('not empty')],
  ])('is finished by %s, and nothing of others is removed', (_, come) => {
    come()
    expect(readdirSync(folder).sort()).toEqual(FINISHED)
    expect(['a.txt', 'b.txt', 'c.txt'].map(text)).toEqual(['new', 'new', 'new'])
  })

  it('is finished before a single file is written beside it', async () => {
    await writeFilesAtomically(folder, [{ name: 'd.txt', content: 'more' }])
    expect(readdirSync(folder).sort()).toEqual([...FINISHED, 'd.txt'].sort())
    expect(text('c.txt')).toBe('new')
  })

  it('waits while its writer lives', () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'])
    try {
      put('.living-circle.lock', `${ownMark().replace(/^(\w+)-\d+-\w+-/, `$1-${child.pid}-0-`)}\n`)
      expect(() => finishInterrupted(folder)).toThrow('Another run is writing')
      expect(text('b.txt')).toBe('old')
    } finally {
      child.kill()
    }
  })

  it.each([
    '{',
    '[]',
    'null',
    JSON.stringify({ journal: 'living-circle', files: [{ name: '../x', temporary: deadTemporary(2) }] }),
    JSON.stringify({ journal: 'living-circle', files: [{ name: 'x', temporary: '../../etc/passwd' }] }),
    JSON.stringify({ journal: 'living-circle', files: [{ name: 'x', temporary: 'yours.tmp' }] }),
    JSON.stringify({ files: [{ name: 'x', temporary: deadTemporary(2) }] }),
  ])('is left alone where the journal is not ours: %s', (journal) => {
    put(JOURNAL_NAME, journal)
    finishInterrupted(folder)
    expect(text(JOURNAL_NAME)).toBe(journal)
    expect([text('b.txt'), text('yours.tmp'), existsSync(join(folder, 'x'))]).toEqual(['old', 'yours', false])
  })
})

describe('leftovers', () => {
  it('of killed runs go, those of living ones and of others stay', () => {
    mkdirSync(join(folder, deadTemporary(7)))
    put(join(deadTemporary(7), 'coverage.csv'), 'half')
    put(deadTemporary(8), 'half')
    const living = temporaryPath(folder)
    writeFileSync(living, 'half')
    const elsewhere = `.living-circle-00000000-${process.pid}-0-0123456789ab-1.tmp`
    put(elsewhere, 'half')
    checkOutputFolder(join(folder, 'new'))
    expect(readdirSync(folder).sort()).toEqual([elsewhere, living.slice(folder.length + 1)].sort())
    checkOutputFolder(folder, {})
  })

  it('alone do not make a folder full', () => {
    put('.living-circle.lock', `${deadMark}\n`)
    put(deadTemporary(1), 'half')
    checkOutputFolder(folder)
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('links', () => {
  it('are followed: what they lead to is written, alone and in a set', async () => {
    mkdirSync(join(folder, 'real'))
    put('real/a.txt', 'old')
    symlinkSync('real/a.txt', join(folder, 'link.txt'))
    await writeFileAtomically(join(folder, 'link.txt'), 'new', { overwrite: true })
    expect([text('real/a.txt'), lstatSync(join(folder, 'link.txt')).isSymbolicLink()]).toEqual(['new', true])
    const files = ['link.txt', 'b.txt'].map((name) => ({ name, content: 'newer' }))
    await writeFilesAtomically(folder, files, { overwrite: true })
    expect([text('real/a.txt'), text('b.txt')]).toEqual(['newer', 'newer'])
    expect(lstatSync(join(folder, 'link.txt')).isSymbolicLink()).toBe(true)
    expect([readdirSync(folder).sort(), readdirSync(join(folder, 'real'))]).toEqual([
      ['b.txt', 'link.txt', 'real'],
      ['a.txt'],
    ])
    symlinkSync('real', join(folder, 'results'))
    await writeFilesAtomically(join(folder, 'results'), [{ name: 'c.txt', content: 'c' }])
    expect(text('real/c.txt')).toBe('c')
  })

  it('that lead nowhere are written with overwrite only', async () => {
    symlinkSync('nowhere.txt', join(folder, 'link.txt'))
    symlinkSync('no-folder', join(folder, 'results'))
    await expect(writeFileAtomically(join(folder, 'link.txt'), 'x')).rejects.toThrow('exists already')
    await expect(writeFilesAtomically(folder, [{ name: 'link.txt', content: 'x' }])).rejects.toThrow('exists already')
    expect(() => checkOutputFolder(join(folder, 'results'))).toThrow('exists already')
    expect(readdirSync(folder).sort()).toEqual(['link.txt', 'results'])
    await writeFileAtomically(join(folder, 'link.txt'), 'x', { overwrite: true })
    await writeFilesAtomically(join(folder, 'results'), [{ name: 'a.txt', content: 'a' }], { overwrite: true })
    expect([text('nowhere.txt'), text('no-folder/a.txt')]).toEqual(['x', 'a'])
    symlinkSync('round', join(folder, 'round'))
    await expect(writeFileAtomically(join(folder, 'round'), 'x', { overwrite: true })).rejects.toThrow('circle')
  })

  it('into another folder are finished after a kill, too', () => {
    mkdirSync(join(folder, 'set'))
    mkdirSync(join(folder, 'other'))
    put('set/a.txt', 'new')
    put('other/b.txt', 'old')
    symlinkSync('../other/b.txt', join(folder, 'set/b.txt'))
    put(`other/${deadTemporary(2, 'link')}`, 'new')
    const files = [
      { name: 'a.txt', temporary: deadTemporary(1) },
      { name: 'b.txt', temporary: deadTemporary(2, 'link') },
    ]
    put(`set/${JOURNAL_NAME}`, JSON.stringify({ journal: 'living-circle', files }))
    // A run into that other folder must not take it for a leftover.
    checkOutputFolder(join(folder, 'other'), { overwrite: true })
    finishInterrupted(join(folder, 'set'))
    expect([text('other/b.txt'), readdirSync(join(folder, 'set')).sort()]).toEqual(['new', ['a.txt', 'b.txt']])
  })
})

describe('names', () => {
  const long = `${'永'.repeat(81)}.geojson`

  it('may be as long as the system allows, in bytes', async () => {
    expect(Buffer.byteLength(long)).toBe(251)
    await writeFileAtomically(join(folder, long), 'x')
    await writeFilesAtomically(folder, [{ name: `${'永'.repeat(82)}.csv`, content: 'x' }])
    expect(readdirSync(folder)).toHaveLength(2)
    await expect(writeFileAtomically(join(folder, `${'永'.repeat(83)}.geojson`), 'x')).rejects.toThrow('too long')
    await writeFilesAtomically(join(folder, '永'.repeat(85)), [{ name: 'a', content: 'x' }])
    expect(text(join('永'.repeat(85), 'a'))).toBe('x')
  })

  it.each(['CON', 'aux', 'NUL.txt', 'com1.geojson', 'Lpt9.a.b', 'con .txt', 'trailing.', 'space ', 'COM¹'])(
    'of Windows are refused before anything is made: %j',
    async (name) => {
      await expect(writeFileAtomically(join(folder, name), 'x')).rejects.toThrow('Windows has no files called')
      await expect(writeFilesAtomically(folder, [{ name, content: 'x' }])).rejects.toThrow('Windows')
      expect(() => checkOutputFolder(join(folder, name))).toThrow('Windows')
      expect(readdirSync(folder)).toEqual([])
    },
  )

  it.each(['console.txt', 'auxiliary', 'COM10.txt', 'nul_.txt', '.con', 'a.con'])(
    'like those are fine: %j',
    async (name) => {
      await writeFileAtomically(join(folder, name), 'x')
      expect(text(name)).toBe('x')
    },
  )

  it('inside a file are refused before the work', () => {
    put('file.csv', 'x')
    expect(() => checkOutputFolder(join(folder, 'file.csv/out'))).toThrow('is a file, not a folder')
  })

  it('keep the permissions of the file that was there', async () => {
    put('a.txt', 'old')
    const { mode } = statSync(join(folder, 'a.txt'))
    await writeFileAtomically(join(folder, 'a.txt'), 'new', { overwrite: true })
    expect(statSync(join(folder, 'a.txt')).mode).toBe(mode)
  })
})
