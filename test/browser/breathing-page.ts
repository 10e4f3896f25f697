// What the page of `breathing.test.ts` does: loads and analyses a town on its one thread, and watches how long that is held.
import { analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'

/** The longest stretch in which nothing else could run, the whole time, and how often others had their turn; milliseconds. */
export interface Watched {
  readonly longest: number
  readonly whole: number
  readonly turns: number
  readonly blocks: number
}

async function watch(texts: Readonly<Record<'town' | 'facilities' | 'blocks', string>>): Promise<Watched> {
  const source = (name: string, text: string) => bytesSource(name, new TextEncoder().encode(text))
  let last = performance.now()
  let longest = 0
  let turns = 0
  let going = true
  const { port1, port2 } = new MessageChannel()
  const look = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    turns++
    if (going) port2.postMessage(null)
  }
  port1.onmessage = look
  port2.postMessage(null)
  await new Promise((resolve) => setTimeout(resolve, 20))
  const start = performance.now()
  ;[longest, turns, last] = [0, 0, start]
  const area = await loadArea(source('town.osm', texts.town))
  const facilities = await loadFacilities(area, { files: [source('facilities.csv', texts.facilities)] })
  const blocks = await loadBlocks(area, { file: source('blocks.geojson', texts.blocks) })
  const { report } = await analyseAccess(area, facilities, blocks)
  const whole = performance.now() - start
  look()
  going = false
  return { longest, whole, turns, blocks: report.blocks.length }
}

Object.assign(globalThis, { watch })
