// Shards on Apache Spark, in a cluster of two executors on this machine: an executor is killed, the driver is killed, a byte is flipped. Skipped where
// there is no PySpark or no Java.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, townFolder } from '../cli/run-cli.ts'
import { differingFiles } from './differing-files.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const answers = (command: string, ...argv: string[]) => spawnSync(command, argv, { stdio: 'ignore' }).status === 0
const hasSpark =
  process.platform === 'linux' &&
  answers('java', '-version') &&
  answers('python3', '-c', 'import pyspark') &&
  existsSync(join(root, 'dist/cli/main.js'))

const SHARDS = 9
const INPUTS = ['town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--gates', 'gates.csv']
const CLUSTER =
  '--master local-cluster[2,1,1024] --conf spark.ui.enabled=false --conf spark.executor.memory=512m pyspark-shell'

describe.skipIf(!hasSpark)('shards on Spark', () => {
  const town = townFolder()
  const path = (...names: string[]) => join(town.path, ...names)
  const codeOf = async (...argv: string[]) => (await runCli(town.path, argv)).code
  const started: ChildProcess[] = []

  /** Starts the driver; its output when it ends. */
  function drive(plan: string) {
    const command = `${process.execPath} ${join(root, 'bin/living-circle.js')}`
    const argv = [join(root, 'spark/living_circle_spark.py'), plan, '--command', command]
    const env = { ...process.env, PYSPARK_SUBMIT_ARGS: CLUSTER, SPARK_LOCAL_IP: '127.0.0.1' }
    const driver = spawn('python3', argv, { cwd: town.path, env })
    started.push(driver)
    let said = ''
    for (const stream of [driver.stdout, driver.stderr]) stream.on('data', (piece) => (said += piece))
    return {
      driver,
      ended: new Promise<{ code: number | null; said: string }>((end) =>
        driver.on('close', (code) => end({ code, said })),
      ),
    }
  }

  /** Ids of the shards that are done. */
  const done = (plan: string) => {
    return readdirSync(path(plan, 'shards')).filter((id) => existsSync(path(plan, 'shards', id, 'done.json')))
  }
  const doneAtLeast = async (plan: string, count: number) => {
    while (done(plan).length < count) await new Promise((later) => setTimeout(later, 20))
  }
  const temporary = (plan: string) => {
    return readdirSync(path(plan), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.includes('.living-circle'),
    )
  }
  const merged = async (plan: string) => {
    const code = await codeOf('merge-shards', plan, '--out', `${plan}-merged`)
    return { code, differing: code === 0 ? differingFiles(path('whole'), path(`${plan}-merged`)) : null }
  }

  beforeAll(async () => {
    expect(await codeOf('coverage', ...INPUTS, '--out', 'whole')).toBe(0)
    expect(await codeOf('plan-shards', ...INPUTS, '--shards', String(SHARDS), '--out', 'plan')).toBe(0)
    cpSync(path('plan'), path('second'), { recursive: true })
  })
  afterAll(() => {
    for (const one of started) if (one.exitCode === null) for (const pid of familyOf(one.pid!)) kill(pid)
    town.done()
  })

  it('are done though an executor is killed at a third: a second attempt runs what it had', async () => {
    const { driver, ended } = drive('plan')
    await doneAtLeast('plan', SHARDS / 3)
    const executors = familyOf(driver.pid!).filter((pid) => commandOf(pid).includes('CoarseGrainedExecutorBackend'))
    expect(executors.length).toBeGreaterThan(0)
    kill(executors[0]!)
    const { code, said } = await ended
    expect([code, said]).toEqual([0, expect.stringContaining(`shards done: ${SHARDS} of ${SHARDS}`)])
    expect(said).toMatch(/tried again: \d{4}/)
    expect(await merged('plan')).toEqual({ code: 0, differing: [] })
  }, 240_000)

  it('are done by the next run where the driver is killed, and a poisoned one after its repair', async () => {
    const poisoned = '0005'
    const part = path('second', 'shards', poisoned, 'part.bin')
    const whole = readFileSync(part)
    writeFileSync(
      part,
      whole.map((byte, at) => (at === whole.length >> 1 ? byte ^ 1 : byte)),
    )
    const { driver, ended } = drive('second')
    await doneAtLeast('second', SHARDS / 3)
    for (const pid of familyOf(driver.pid!)) kill(pid)
    expect((await ended).code).not.toBe(0)
    const before = new Map(
      done('second').map((id) => [id, statSync(path('second', 'shards', id, 'done.json')).mtimeMs]),
    )
    expect(before.size).toBeLessThan(SHARDS)

    const again = await drive('second').ended
    expect([again.code, again.said]).toEqual([3, expect.stringContaining(`shard ${poisoned} cannot be run`)])
    expect(done('second').length).toBe(SHARDS - 1)
    for (const [id, time] of before) expect(statSync(path('second', 'shards', id, 'done.json')).mtimeMs).toBe(time)
    expect((await merged('second')).code).toBe(5)

    rmSync(part)
    writeFileSync(part, whole)
    const { stdout } = await runCli(town.path, ['run-shard', 'second', '--all', '--json'])
    const ran = (JSON.parse(stdout) as { id: string; state: string }[]).filter(({ state }) => state !== 'kept')
    expect(ran).toEqual([expect.objectContaining({ id: poisoned, state: 'done' })])
    expect(temporary('second')).toEqual([])
    expect(await merged('second')).toEqual({ code: 0, differing: [] })
  }, 240_000)
})

/** A process and everything that it started. */
function familyOf(pid: number): number[] {
  const children = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' }).stdout.split(/\s+/)
  return [pid, ...children.filter((child) => child !== '').flatMap((child) => familyOf(Number(child)))]
}

function commandOf(pid: number): string {
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout
}

/** It may have ended by itself. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {}
}
