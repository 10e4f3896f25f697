// Packed files: any gunzip gives the content back, the same content gives the same bytes, and little is held of a long one.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gzippedFile } from '../../src/node/gzip-content.ts'
import type { FileContent } from '../../src/node/stage-file.ts'
import { writeFilesAtomically } from '../../src/node/write-files.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'living-circle-gzip-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function packed(content: FileContent): Promise<Uint8Array<ArrayBuffer>> {
  const [path] = await writeFilesAtomically(folder, [gzippedFile({ name: 'a', content })], { overwrite: true })
  return new Uint8Array(readFileSync(path!))
}

/** Rows that look like a table's, in pieces that fit no block. */
function* rows(count: number): Generator<string> {
  for (let row = 0; row < count; row++)
    yield `block-${row},kind-${row % 60},reached,${(row * 7919) % 9000}.5,永安里 ${row % 97}\n`
}

describe('gzippedFile', () => {
  it('gives texts, bytes and pieces back, the empty one, too', async () => {
    const contents = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.uint8Array({ maxLength: 200 }),
      fc.array(fc.uint8Array({ maxLength: 50 })).map((pieces) => () => pieces),
    )
    await fc.assert(
      fc.asyncProperty(contents, async (content) => {
        const plain = typeof content === 'function' ? Buffer.concat([...content()]) : Buffer.from(content as string)
        expect(Buffer.compare(gunzipSync(await packed(content)), plain)).toBe(0)
      }),
      { numRuns: 60 },
    )
  })

  it('is one stream over many pieces, small, and the same twice', async () => {
    const plain = Buffer.from([...rows(120_000)].join(''))
    expect(plain.length).toBeGreaterThan(5 << 20)
    const first = await packed(() => rows(120_000))
    expect(Buffer.compare(gunzipSync(first), plain)).toBe(0)
    expect(Buffer.compare(await packed(() => rows(120_000)), first)).toBe(0)
    expect(first.length).toBeLessThan(plain.length / 5)
    // Readers that take one member only, as browsers do, have all of it.
    const stream = new Blob([first]).stream().pipeThrough(new DecompressionStream('gzip'))
    expect(Buffer.compare(Buffer.from(await new Response(stream).arrayBuffer()), plain)).toBe(0)
    expect([...first.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
  })

  it('holds some pieces of a long content, not all of it', async () => {
    const piece = Buffer.from([...rows(8_000)].join(''))
    let most = 0
    const before = process.memoryUsage().arrayBuffers
    const content = function* () {
      for (let i = 0; i < 600; i++) {
        most = Math.max(most, process.memoryUsage().arrayBuffers - before)
        yield Buffer.from(piece)
      }
    }
    expect(600 * piece.length).toBeGreaterThan(200e6)
    await packed(content)
    expect(most).toBeLessThan(120e6)
  }, 60_000)

  it('passes an error of the content on, and leaves no file', async () => {
    const content = function* () {
      yield* rows(60_000)
      throw new TypeError('a bug')
    }
    await expect(writeFilesAtomically(folder, [gzippedFile({ name: 'b', content })])).rejects.toThrow('a bug')
    expect(() => readFileSync(join(folder, 'b.gz'))).toThrow('ENOENT')
  })
})
