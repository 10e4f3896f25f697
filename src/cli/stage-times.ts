// Where the time of a run goes: seconds, processor seconds and memory by stage, for `--timings`. Stages in, a table out.
import { groupDigits, textTable } from './tables/text-table.ts'
import { type Lang, sayIn } from './words.ts'

/** A stage that has ended. */
interface StageTime {
  readonly name: StageName
  readonly seconds: number
  readonly cpuSeconds: number
  /** Most memory of the process so far. */
  readonly peakMegabytes: number
}

/** Stages of a run. */
export type StageName = 'start' | 'streets' | 'facilities' | 'blocks' | 'answer' | 'files'

/** Watches the stages of a run: each begins where the one before ends. */
export class StageTimes {
  readonly #ended: StageTime[] = []
  #name: StageName = 'start'
  // The process began before this program did.
  #since = 0
  #cpu = 0

  /** Ends the stage that runs, and begins another. */
  begin(name: StageName): void {
    this.#end()
    this.#name = name
  }

  #end(): void {
    const now = process.uptime()
    const { user, system } = process.cpuUsage()
    const cpu = (user + system) / 1e6
    this.#ended.push({
      name: this.#name,
      seconds: now - this.#since,
      cpuSeconds: cpu - this.#cpu,
      peakMegabytes: process.resourceUsage().maxRSS / 1000,
    })
    this.#since = now
    this.#cpu = cpu
  }

  /** The table, with a last line for the whole. */
  table(lang: Lang): string {
    this.#end()
    const say = sayIn(lang)
    const columns = [
      { title: say('timings_stage') },
      { title: say('timings_seconds'), right: true },
      { title: say('timings_cpu'), right: true },
      { title: say('timings_megabytes'), right: true },
    ]
    const rows = this.#ended.map(({ name, seconds, cpuSeconds, peakMegabytes }) =>
      rowOf(say(`stage_${name}`), seconds, cpuSeconds, peakMegabytes),
    )
    const last = this.#ended.at(-1)!
    return textTable(columns, [...rows, rowOf(say('timings_all'), this.#since, this.#cpu, last.peakMegabytes)])
  }
}

function rowOf(name: string, seconds: number, cpuSeconds: number, megabytes: number): string[] {
  return [name, seconds.toFixed(2), cpuSeconds.toFixed(2), groupDigits(Math.round(megabytes))]
}
