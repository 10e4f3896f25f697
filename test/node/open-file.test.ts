import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LivingCircleError } from '../../src/foundation/errors.ts'
import { nativeInflate } from '../../src/node/native-inflate.ts'
import { openFile } from '../../src/node/open-file.ts'
import { readAllBytes } from '../../src/read/bytes/byte-source.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'living-circle-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function failure(work: () => unknown): Promise<LivingCircleError> {
  try {
    await work()
  } catch (error) {
    expect(error).toBeInstanceOf(LivingCircleError)
    return error as LivingCircleError
  }
  throw new Error('did not fail')
}

describe('openFile', () => {
  it('gives name, length, bytes (also twice) and checksum, read or unread', async () => {
    const bytes = Uint8Array.from({ length: 9_000_000 }, (_, i) => (i * 31) & 255)
    const path = join(folder, 'town.osm.pbf')
    writeFileSync(path, bytes)
    const digest = createHash('sha256').update(bytes).digest('hex')
    const source = openFile(path)
    expect([source.name, source.byteLength]).toEqual(['town.osm.pbf', 9_000_000])
    expect(Buffer.compare(await readAllBytes(source), bytes)).toBe(0)
    expect(Buffer.compare(await readAllBytes(source), bytes)).toBe(0)
    expect(await source.sha256()).toBe(digest)
    expect(await openFile(path).sha256()).toBe(digest)
    const partly = openFile(path)
    for await (const _ of partly.stream()) break
    expect(await partly.sha256()).toBe(digest)
  })

  it('takes no more memory than the file is long or 16 kB, and reads on where it has grown', async () => {
    for (const length of [0, 1, 16_384, 16_385, 100_000]) {
      const path = join(folder, `${length}.csv`)
      writeFileSync(path, Buffer.alloc(length, 7))
      let bytes = 0
      let chunks = 0
      for await (const chunk of openFile(path).stream()) {
        expect(chunk.buffer.byteLength).toBe(Math.max(length, 16_384))
        bytes += chunk.length
        chunks++
      }
      expect([bytes, chunks]).toEqual([length, length === 0 ? 0 : 1])
    }
    const path = join(folder, 'growing.csv')
    writeFileSync(path, Buffer.alloc(20_000, 1))
    const source = openFile(path)
    writeFileSync(path, Buffer.alloc(50_000, 2))
    expect((await readAllBytes(source)).length).toBe(50_000)
  })

  it('says that there is no such file, or that it is a folder', async () => {
    const missing = await failure(() => openFile(join(folder, 'no.osm')))
    expect([missing.code, missing.message]).toEqual(['input-unusable', expect.stringContaining('no such file')])
    expect(missing.hint).toContain('Check the path')
    const directory = await failure(() => openFile(folder))
    expect([directory.code, directory.message]).toEqual(['input-unusable', expect.stringContaining('is a folder')])
    expect(directory.hint).toBeTruthy()
  })

  it('says that the file has gone since', async () => {
    const path = join(folder, 'a')
    writeFileSync(path, 'x')
    const source = openFile(path)
    rmSync(path)
    expect((await failure(() => readAllBytes(source))).code).toBe('input-unusable')
  })

  it.skipIf(process.getuid?.() === 0)('says that it may not be read', async () => {
    const path = join(folder, 'a')
    writeFileSync(path, 'x')
    chmodSync(path, 0)
    const error = await failure(() => readAllBytes(openFile(path)))
    expect([error.code, error.message]).toEqual(['input-unusable', expect.stringContaining('permission denied')])
  })
})

describe('nativeInflate', () => {
  it('unpacks what it should and refuses more than declared', () => {
    const bytes = new TextEncoder().encode('abc'.repeat(1000))
    const packed = deflateSync(bytes)
    expect(Buffer.compare(nativeInflate(packed, 3000), bytes)).toBe(0)
    expect(nativeInflate(deflateSync(Buffer.alloc(0)), 0).length).toBe(0)
    expect(() => nativeInflate(packed, 2999)).toThrow()
    expect(() => nativeInflate(packed.subarray(0, 5), 3000)).toThrow()
  })
})
