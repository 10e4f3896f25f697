// Texts that are too long, that steer terminals, that are half characters; values that are no texts at all; definitions that name files.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Terminal } from '../../src/cli/terminal.ts'
import { LivingCircleError } from '../../src/foundation/errors.ts'
import { definedSystem } from '../../src/normalise/coordinates/defined-system.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readTable } from '../../src/read/tables/table.ts'
import { joinedPieces } from '../../src/report/text/joined-pieces.ts'
import { wholeText } from '../../src/report/text/written-text.ts'

afterEach(() => vi.restoreAllMocks())

describe('pieces as one text', () => {
  it('are joined, or refused with what to use instead', () => {
    expect(joinedPieces(['a', '', 'b'], 'someChunks')).toBe('ab')
    expect(() => joinedPieces(['aaa', 'bbb'], 'someChunks', 5)).toThrow(LivingCircleError)
    try {
      joinedPieces(['aaa', 'bbb'], 'someChunks', 5)
    } catch (error) {
      expect([(error as LivingCircleError).code, (error as LivingCircleError).hint]).toEqual([
        'input-too-large',
        expect.stringContaining('someChunks'),
      ])
    }
  })

  it('are refused at the length that the engine has', () => {
    const piece = 'x'.repeat(2 ** 26)
    expect(() => joinedPieces(new Array<string>(9).fill(piece), 'someChunks')).toThrow('too large')
  })
})

describe('hostile GeoJSON', () => {
  const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
  it.each([
    ['a type that is a list', '["Point"]'],
    ['a type that is nested deeply', deep],
    ['a type that cannot be a text', '{"toString":1,"valueOf":1}'],
    ['a type of nothing', 'null'],
  ])('%s: the feature is rejected', async (_, type) => {
    const text = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":${type},"coordinates":[1,2]}},{"type":"Feature","properties":{"a":2},"geometry":{"type":"Point","coordinates":[1,2]}}]}`
    const table = await readTable(bytesSource('f.geojson', new TextEncoder().encode(text)))
    expect(table.rows.length + table.rejects.length).toBe(2)
    expect(table.rows.length).toBeGreaterThan(0)
  })

  it.each([
    ['coordinates', `"coordinates":${deep}`],
    ['numbers', `"coordinates":[${deep},${deep}]`],
    ['numbers that cannot be a text', '"coordinates":[{"toString":1},{"valueOf":1}]'],
  ])('%s nested deeply: the feature is rejected', async (_, coordinates) => {
    for (const type of ['Point', 'MultiPoint', 'Polygon', 'MultiPolygon']) {
      const text = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":${deep}},"geometry":{"type":"${type}",${coordinates}}}]}`
      const table = await readTable(bytesSource('f.geojson', new TextEncoder().encode(text)))
      expect([table.rows.length, table.rejects.length]).toEqual([0, 1])
    }
  })
})

describe('a definition that names grids', () => {
  it.each([
    '+proj=longlat +ellps=clrk66 +nadgrids=conus,ntv2.gsb +no_defs',
    '+proj=utm +zone=10 +datum=NAD27 +no_defs',
    '+proj=longlat +ellps=intl +nadgrids=@nosuch.gsb +no_defs',
  ])('%s is refused, and nothing is printed', async (definition) => {
    const printed = (['log', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name))
    const error = await definedSystem(definition).then(
      (system) => system.toWgs84([500_000, 4_500_000]),
      (thrown: unknown) => thrown,
    )
    expect((error as LivingCircleError).code).toBe('invalid-option')
    for (const spy of printed) expect(spy).not.toHaveBeenCalled()
  })

  it('that are none is taken', async () => {
    const mercator =
      '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs'
    const printed = vi.spyOn(console, 'log')
    const [lon, lat] = (await definedSystem(mercator)).toWgs84([12_645_000, 4_140_000])
    expect([lon, lat].map(Math.round)).toEqual([114, 35])
    expect(printed).not.toHaveBeenCalled()
  })
})

describe('text for addresses', () => {
  it('has no half characters, so that it can be encoded', () => {
    for (const id of ['b\ud800', '\udc00b', 'a\ud800\ud800b', '\ud83d\ude00']) {
      expect(() => encodeURIComponent(wholeText(id))).not.toThrow()
    }
    expect(wholeText('\ud83d\ude00')).toBe('\ud83d\ude00')
  })
})

describe('a terminal', () => {
  const shown = (isTerminal: boolean, say: (terminal: Terminal) => void) => {
    let text = ''
    const write = (more: string) => {
      text += more
    }
    const streams = { stdout: write, stderr: write, stderrIsTerminal: isTerminal, stdoutIsTerminal: isTerminal }
    say(new Terminal({ ...streams, environment: {} }))
    return text
  }
  const NASTY = 'a\u001b[2J\u001b]0;title\u0007b\u009b31mc\rd\u0008\u007f\te\n'

  it.each([true, false])('is not steered by what files say (terminal: %s)', (isTerminal) => {
    const own = isTerminal ? /\u001b\[(?:\d+)m|\u001b\[0m/g : /(?!)/g
    for (const say of [
      (terminal: Terminal) => terminal.note(NASTY),
      (terminal: Terminal) => terminal.warn(NASTY),
      (terminal: Terminal) => terminal.error(NASTY, NASTY),
    ]) {
      const text = shown(isTerminal, say).replace(own, '')
      expect(text).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/)
      expect(text).toContain('\te\n')
    }
    const result = shown(isTerminal, (terminal) => terminal.result(`${terminal.bold(NASTY)}${NASTY}`))
    expect(result.replace(own, '')).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/)
    if (isTerminal) expect(result.replace(own, '')).not.toMatch(/[\x80-\x9f]/)
  })
})
