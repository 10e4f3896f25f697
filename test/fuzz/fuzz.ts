// npm run fuzz -- TARGET SECONDS [SEED]: wounded files for one reader or all, as many as the processor time allows. A find is written to test/fuzz/finds,
// where the tests read it from then on.
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lotsOf } from './mutations.ts'
import { makeWounds, type Wound } from './seeds.ts'
import { attempt } from './targets.ts'

/** One file of a few kilobytes may take so much processor time, milliseconds. */
const MOST_MILLISECONDS = 5_000

interface Tally {
  files: number
  read: number
  refused: number
  finds: number
  slowest: number
}

/** Processor time so far, milliseconds: on a machine that is busy a second is as long as on any other. */
function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Wounds and reads for so many seconds of processor time. */
export async function fuzzTarget(
  target: string,
  wound: Wound,
  seconds: number,
  firstSeed: number,
  found: (bytes: Uint8Array, what: string) => void,
): Promise<Tally> {
  const tally: Tally = { files: 0, read: 0, refused: 0, finds: 0, slowest: 0 }
  const end = processorMs() + seconds * 1000
  for (let seed = firstSeed; processorMs() < end; seed++) {
    const bytes = wound(lotsOf(seed))
    const before = processorMs()
    try {
      tally[await attempt(target, bytes)]++
    } catch (error) {
      tally.finds++
      found(bytes, `seed ${seed}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    }
    const took = processorMs() - before
    if (took > MOST_MILLISECONDS) {
      tally.finds++
      found(bytes, `seed ${seed}: ${Math.round(took)} ms of processor time`)
    }
    tally.slowest = Math.max(tally.slowest, took)
    tally.files++
  }
  return tally
}

/** The command line: prints a line for each target, ends with 1 where anything was found. */
export async function runFuzz(argv: readonly string[], findsFolder: string): Promise<number> {
  const [wanted = 'all', given = '60', seedText = '1'] = argv
  const wounds = await makeWounds()
  const targets = wanted === 'all' ? [...wounds.keys()] : wanted.split(',')
  const unknown = targets.filter((target) => !wounds.has(target))
  const seconds = Number(given)
  if (unknown.length > 0 || !(seconds > 0)) {
    console.error(`npm run fuzz -- TARGET SECONDS [SEED]; TARGET is all or of ${[...wounds.keys()].join(', ')}`)
    return 2
  }
  let finds = 0
  let files = 0
  for (const target of targets) {
    const tally = await fuzzTarget(
      target,
      wounds.get(target)!,
      seconds / targets.length,
      Number(seedText),
      (bytes, what) => {
        mkdirSync(findsFolder, { recursive: true })
        const name = `${target}.${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.bin`
        writeFileSync(join(findsFolder, name), bytes)
        console.error(`${target}: ${name}: ${what.slice(0, 600)}`)
      },
    )
    finds += tally.finds
    files += tally.files
    console.log(
      `${target}: ${tally.files} files, ${tally.read} read, ${tally.refused} refused, ${tally.finds} finds, slowest ${tally.slowest.toFixed(0)} ms`,
    )
  }
  console.log(`${files} files, ${finds} finds`)
  return finds === 0 ? 0 : 1
}
