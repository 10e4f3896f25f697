// What never ends must end: a pipe is read as far as somebody asks, and files of settings have a size.
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isLivingCircleError } from '../../src/foundation/errors.ts'
import { loadArea, loadStandard } from '../../src/index.ts'
import { loadEdits } from '../../src/job/load-edits.ts'
import { loadHeights } from '../../src/job/load-heights.ts'
import { loadProfile } from '../../src/job/load-profile.ts'
import { openFile } from '../../src/node/open-file.ts'
import { readAllBytes } from '../../src/read/bytes/byte-source.ts'

const ENDLESS = '/dev/zero'

async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
    return 'none'
  } catch (error) {
    if (!isLivingCircleError(error)) throw error
    return error.code
  }
}

describe.skipIf(!existsSync(ENDLESS))('an endless pipe', () => {
  it.each([
    ['as streets', () => loadArea(openFile(ENDLESS)), 'input-format'],
    ['as heights', () => loadHeights([openFile(ENDLESS)], [14, 35, 15, 36]), 'input-format'],
    ['as a GeoTIFF', () => loadHeights([{ ...openFile(ENDLESS), name: 'dem.tif' }], [14, 35, 15, 36]), 'input-format'],
    [
      'as an HGT',
      () => loadHeights([{ ...openFile(ENDLESS), name: 'N35E014.hgt' }], [14, 35, 15, 36]),
      'input-too-large',
    ],
    ['as a rule pack', () => loadStandard(openFile(ENDLESS)), 'input-too-large'],
    ['as a profile', () => loadProfile(openFile(ENDLESS)), 'input-too-large'],
    ['as edits', () => loadEdits(openFile(ENDLESS)), 'input-too-large'],
    ['as bytes', () => readAllBytes(openFile(ENDLESS), 10_000), 'input-too-large'],
  ])('%s is refused in little memory', async (_, work, code) => {
    const before = process.memoryUsage().arrayBuffers
    const start = performance.now()
    expect(await codeOf(work)).toBe(code)
    expect((process.memoryUsage().arrayBuffers - before) / 1e6).toBeLessThan(120)
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  it('is read once by all who read it, as far as they ask', async () => {
    const source = openFile(ENDLESS)
    const heads: Uint8Array[] = []
    await Promise.all(
      [0, 1].map(async () => {
        for await (const chunk of source.stream()) {
          heads.push(chunk)
          break
        }
      }),
    )
    expect(heads[0]).toBe(heads[1])
  })
})
