// Two runs into one folder: the second is refused while the first lives, and takes over when it is dead, wherever the first was.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takeLock } from '../../src/node/folder-lock.ts'
import { claimFolder } from '../../src/node/output-checks.ts'
import { createRunFiles } from '../../src/node/run-files.ts'
import { isMark, lifeOf, ownMark } from '../../src/node/writer-mark.ts'

let folder: string
let path: string
let child: ChildProcess | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'living-circle-'))
  path = join(folder, '.living-circle.lock')
})
afterEach(() => {
  child?.kill('SIGKILL')
  child = undefined
  rmSync(folder, { recursive: true, force: true })
})

const take = () => takeLock(path, 'results', { shared: false })
const secondsAgo = (seconds: number) => {
  const time = Date.now() / 1000 - seconds
  utimesSync(path, time, time)
}

describe('a mark', () => {
  it('is of this process alone', () => {
    expect(isMark(ownMark())).toBe(true)
    expect(lifeOf(ownMark())).toBe('alive')
    expect(lifeOf(ownMark().replace(/.$/, (last) => (last === '0' ? '1' : '0')))).toBe('dead')
    for (const text of ['', 'x', '../..', `${ownMark()}/x`, ownMark().toUpperCase()]) expect(isMark(text)).toBe(false)
  })

  it.skipIf(process.platform !== 'linux')('tells a process from another one that got its number', () => {
    child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'])
    const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
    const start = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19])
    const mark = (ticks: number) => ownMark().replace(/^(\w+)-\d+-\w+-/, `$1-${child!.pid}-${ticks.toString(36)}-`)
    expect(lifeOf(mark(start))).toBe('alive')
    expect(lifeOf(mark(start - 1))).toBe('dead')
  })

  const built = new URL('../../dist/node/writer-mark.js', import.meta.url)
  const hasContainers =
    process.platform === 'linux' &&
    existsSync(built) &&
    spawnSync('unshare', ['-pf', '--mount-proc', 'true']).status === 0
  it.skipIf(!hasContainers)('of another container is not taken for one of here, nor the other way round', () => {
    const script = `import { lifeOf, ownMark } from '${built.href}'; console.log(ownMark(), lifeOf('${ownMark()}'))`
    const flags = ['-pf', '--mount-proc', process.execPath, '--input-type=module', '-e', script]
    const [mark, life] = execFileSync('unshare', flags, { encoding: 'utf8' }).trim().split(' ')
    expect([isMark(mark!), lifeOf(mark!), life]).toEqual([true, 'elsewhere', 'elsewhere'])
  })
})

describe('a lock', () => {
  it('is held by one, given back, and leaves nothing', () => {
    const lock = take()
    expect(() => take()).toThrow('Another run is writing to results at this moment.')
    expect(lock.isHeld()).toBe(true)
    lock.release()
    expect(readdirSync(folder)).toEqual([])
    take().release()
  })

  it('is shared by writers of one process that agree', () => {
    const first = take()
    const second = takeLock(path, 'results', { shared: true })
    first.release()
    expect(second.isHeld()).toBe(true)
    second.release()
    expect(readdirSync(folder)).toEqual([])
  })

  it('of another process counts while that lives, whatever its age', () => {
    child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'])
    writeFileSync(path, `${ownMark().replace(/^(\w+)-\d+-\w+-/, `$1-${child.pid}-0-`)}\n`)
    secondsAgo(3600)
    expect(() => take()).toThrow('Another run is writing')
  })

  it('of a dead process is taken over at once', () => {
    const dead = ownMark().replace(/^(\w+)-\d+-/, '$1-4194999-')
    writeFileSync(path, `${dead}\n`)
    const lock = take()
    expect(lock.predecessor).toBe(dead)
    lock.release()
    expect(readdirSync(folder)).toEqual([])
  })

  it.each([`00000000-${process.pid}-0-0123456789ab\n`, ''])(
    'from elsewhere counts while it gives signs of life: %j',
    (mark) => {
      writeFileSync(path, mark)
      secondsAgo(5)
      expect(() => take()).toThrow('less than 20 seconds ago')
      secondsAgo(21)
      take().release()
      expect(readdirSync(folder)).toEqual([])
    },
  )

  it('gives signs of life', async () => {
    const lock = take()
    secondsAgo(100)
    await new Promise((resolve) => setTimeout(resolve, 1300))
    const { mtimeMs } = statSync(path)
    expect(Date.now() - mtimeMs).toBeLessThan(5000)
    lock.release()
  })

  it('that was taken away is noticed', () => {
    const lock = take()
    writeFileSync(path, '00000000-1-0-0123456789ab\n')
    expect(lock.isHeld()).toBe(false)
    lock.release()
    expect(readFileSync(path, 'utf8')).toBe('00000000-1-0-0123456789ab\n')
  })
})

describe('two runs', () => {
  it('into one folder: new, empty or full', async () => {
    for (const name of ['new', '.']) {
      const [first, second] = [createRunFiles(), createRunFiles()]
      const out = join(folder, name)
      first.checkOutputFolder(out, { overwrite: true })
      expect(() => second.checkOutputFolder(out, { overwrite: true })).toThrow('Another run is writing')
      await first.writeFilesAtomically(out, [{ name: 'a.txt', content: 'a' }], { overwrite: true })
      first.release()
      second.checkOutputFolder(out, { overwrite: true })
      second.release()
    }
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'new'])
  })

  it('a run whose folder was taken over writes nothing', async () => {
    writeFileSync(join(folder, 'a.txt'), 'old')
    const lock = claimFolder(folder, { overwrite: true }, { shared: false })
    const run = createRunFiles()
    const content = () => {
      writeFileSync(path, '00000000-1-0-0123456789ab\n')
      return ['new']
    }
    const files = [{ name: 'a.txt', content }]
    await expect(run.writeFilesAtomically(folder, files, { overwrite: true })).rejects.toThrow('taken')
    lock.release()
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('old')
    expect(readdirSync(folder).sort()).toEqual(['.living-circle.lock', 'a.txt'])
  })
})
