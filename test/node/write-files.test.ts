import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LivingCircleError } from '../../src/foundation/errors.ts'
import { checkOutputFile, checkOutputFolder } from '../../src/node/output-checks.ts'
import { writeFileAtomically, writeFilesAtomically } from '../../src/node/write-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'living-circle-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function failure(work: Promise<unknown> | (() => unknown)): Promise<LivingCircleError> {
  try {
    await (typeof work === 'function' ? work() : work)
  } catch (error) {
    expect(error).toBeInstanceOf(LivingCircleError)
    return error as LivingCircleError
  }
  throw new Error('did not fail')
}

const content = (path: string) => readFileSync(path, 'utf8')

describe('writeFilesAtomically', () => {
  it('makes a new folder with all files: text, bytes and pieces', async () => {
    const out = join(folder, 'out')
    const pieces = function* () {
      for (let i = 0; i < 3; i++) yield '门'.repeat(400_000)
      yield Uint8Array.of(10)
    }
    const paths = await writeFilesAtomically(out, [
      { name: 'a.txt', content: '清华\n' },
      { name: 'b.bin', content: Uint8Array.of(0, 255) },
      { name: 'c.txt', content: pieces },
      { name: 'empty.txt', content: () => [] },
    ])
    expect(paths).toEqual(['a.txt', 'b.bin', 'c.txt', 'empty.txt'].map((name) => join(out, name)))
    expect(content(paths[0]!)).toBe('清华\n')
    expect([...readFileSync(paths[1]!)]).toEqual([0, 255])
    expect(content(paths[2]!)).toBe('门'.repeat(1_200_000) + '\n')
    expect(content(paths[3]!)).toBe('')
    expect(readdirSync(folder)).toEqual(['out'])
    expect(readdirSync(out).sort()).toEqual(['a.txt', 'b.bin', 'c.txt', 'empty.txt'])
  })

  it('refuses a file that exists and then writes none of the set', async () => {
    writeFileSync(join(folder, 'b.txt'), 'old')
    const files = ['a.txt', 'b.txt'].map((name) => ({ name, content: 'new' }))
    const error = await failure(writeFilesAtomically(folder, files))
    expect([error.code, error.message]).toEqual(['usage', expect.stringContaining('b.txt exists already')])
    expect(error.hint).toContain('--overwrite')
    expect(readdirSync(folder)).toEqual(['b.txt'])
    expect(content(join(folder, 'b.txt'))).toBe('old')
    await writeFilesAtomically(folder, files, { overwrite: true })
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'b.txt'])
    expect(content(join(folder, 'b.txt'))).toBe('new')
  })

  it.each([false, true])(
    'leaves everything as it was when making a piece fails (folder exists: %s)',
    async (exists) => {
      const out = join(folder, 'out')
      if (exists) {
        mkdirSync(out)
        writeFileSync(join(out, 'a.txt'), 'old')
      }
      const failing = function* () {
        yield 'x'.repeat(3_000_000)
        throw new RangeError('a bug')
      }
      const files = [
        { name: 'a.txt', content: 'new' },
        { name: 'b.txt', content: failing },
      ]
      await expect(writeFilesAtomically(out, files, { overwrite: true })).rejects.toThrow()
      expect(existsSync(out)).toBe(exists)
      if (exists) expect([readdirSync(out), content(join(out, 'a.txt'))]).toEqual([['a.txt'], 'old'])
      expect(readdirSync(folder)).toEqual(exists ? ['out'] : [])
    },
  )

  it.each([false, true])(
    'leaves everything as it was when it is stopped half-way (folder exists: %s)',
    async (exists) => {
      const out = join(folder, 'out')
      if (exists) mkdirSync(out)
      const controller = new AbortController()
      const stopping = function* () {
        yield 'x'.repeat(3_000_000)
        controller.abort()
        yield 'x'.repeat(3_000_000)
      }
      const files = [
        { name: 'a.txt', content: 'a' },
        { name: 'b.txt', content: stopping },
      ]
      expect((await failure(writeFilesAtomically(out, files, { signal: controller.signal }))).code).toBe('aborted')
      expect(readdirSync(folder)).toEqual(exists ? ['out'] : [])
      if (exists) expect(readdirSync(out)).toEqual([])
    },
  )

  it('puts files back when a later one cannot be renamed into place', async () => {
    writeFileSync(join(folder, 'a.txt'), 'old')
    const files = [
      { name: 'a.txt', content: 'new' },
      { name: 'b.txt', content: 'new' },
      {
        name: 'c.txt',
        content: function* () {
          // Somebody clears away temporary files meanwhile.
          const staged = readdirSync(folder).filter((name) => name.endsWith('.tmp'))
          const number = (name: string) => Number(/-(\d+)\.tmp$/.exec(name)![1])
          rmSync(join(folder, staged.sort((a, b) => number(a) - number(b))[1]!))
          yield 'new'
        },
      },
    ]
    const error = await failure(writeFilesAtomically(folder, files, { overwrite: true }))
    expect(error.code).toBe('io')
    expect(readdirSync(folder)).toEqual(['a.txt'])
    expect(content(join(folder, 'a.txt'))).toBe('old')
  })

  it('never replaces a folder', async () => {
    mkdirSync(join(folder, 'b.txt'))
    const files = ['a.txt', 'b.txt'].map((name) => ({ name, content: 'new' }))
    const error = await failure(writeFilesAtomically(folder, files, { overwrite: true }))
    expect([error.code, error.message]).toEqual(['usage', expect.stringContaining('is a folder')])
    expect(readdirSync(folder)).toEqual(['b.txt'])
  })

  it('says which folder is missing', async () => {
    const error = await failure(writeFilesAtomically(join(folder, 'no', 'out'), [{ name: 'a', content: '' }]))
    expect([error.code, error.message]).toEqual(['io', expect.stringContaining('the folder above it does not exist')])
  })

  it.skipIf(process.getuid?.() === 0)('says that it may not write', async () => {
    chmodSync(folder, 0o500)
    const error = await failure(writeFilesAtomically(folder, [{ name: 'a', content: '' }]))
    expect([error.code, error.message]).toEqual(['io', expect.stringContaining('permission denied')])
    chmodSync(folder, 0o700)
    expect(readdirSync(folder)).toEqual([])
  })

  it.each(['../x', 'a/b', '', '..', 'a\0b'])('takes no path for a name: %j', async (name) => {
    expect((await failure(writeFilesAtomically(folder, [{ name, content: 'x' }]))).code).toBe('usage')
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('writeFileAtomically', () => {
  it('writes one file and refuses to replace it unasked', async () => {
    const path = join(folder, 'gaps.geojson')
    await writeFileAtomically(path, '{}')
    expect((await failure(writeFileAtomically(path, '[]'))).code).toBe('usage')
    await writeFileAtomically(path, '[]', { overwrite: true })
    expect(content(path)).toBe('[]')
    expect(readdirSync(folder)).toEqual(['gaps.geojson'])
  })

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full, and never replaces a device', async () => {
    const error = await failure(writeFileAtomically('/dev/full', 'x', { overwrite: true }))
    expect([error.code, error.message]).toEqual(['io', expect.stringContaining('no space left')])
    expect(error.hint).toContain('Free some space')
    expect(existsSync('/dev/full')).toBe(true)
  })

  it('says that the folder is missing', async () => {
    const error = await failure(writeFileAtomically(join(folder, 'no', 'x.json'), ''))
    expect([error.code, error.message]).toEqual(['io', expect.stringContaining('does not exist')])
  })
})

describe('checks before the work', () => {
  it('lets a folder pass that is new or empty, and others only with overwrite', async () => {
    checkOutputFolder(join(folder, 'new'))
    checkOutputFolder(folder)
    writeFileSync(join(folder, 'x'), '')
    expect((await failure(() => checkOutputFolder(folder))).code).toBe('usage')
    checkOutputFolder(folder, { overwrite: true })
    expect((await failure(() => checkOutputFolder(join(folder, 'x'), { overwrite: true }))).message).toContain(
      'not a folder',
    )
    expect((await failure(() => checkOutputFolder(join(folder, 'a', 'b')))).code).toBe('io')
  })

  it('lets a file pass that is new', async () => {
    const path = join(folder, 'x.json')
    checkOutputFile(path)
    writeFileSync(path, '')
    expect((await failure(() => checkOutputFile(path))).code).toBe('usage')
    checkOutputFile(path, { overwrite: true })
    expect((await failure(() => checkOutputFile(join(folder, 'no', 'y')))).code).toBe('io')
  })
})
