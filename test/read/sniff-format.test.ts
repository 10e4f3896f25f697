import { describe, expect, it } from 'vitest'
import { LivingCircleError } from '../../src/foundation/errors.ts'
import { sniffFormat } from '../../src/read/osm/sniff-format.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

function refusal(head: Uint8Array): LivingCircleError {
  try {
    sniffFormat('town.osm', head)
  } catch (error) {
    expect(error).toBeInstanceOf(LivingCircleError)
    return error as LivingCircleError
  }
  throw new Error('was not refused')
}

describe('sniffFormat', () => {
  it('knows the formats by their first bytes', () => {
    expect(sniffFormat('a', Uint8Array.from([0, 0, 0, 13, 0x0a, 9, ...bytes('OSMHeader'), 0x18, 5]))).toBe('pbf')
    expect(sniffFormat('a', Uint8Array.from([0x1f, 0x8b, 8]))).toBe('gzip')
    expect(sniffFormat('a', bytes('\ufeff  <?xml version="1.0" encoding="utf-8"?><osm>'))).toBe('xml')
    expect(sniffFormat('a', bytes('<osm version="0.6">'))).toBe('xml')
    expect(sniffFormat('a', bytes('\n { "elements"'))).toBe('json')
  })

  it.each([
    ['', 'input-empty', 'is empty'],
    [' \n', 'input-empty', 'blanks'],
    ['<!DOCTYPE html><html>', 'input-format', 'web page'],
    ['<?xml version="1.0"?><!DOCTYPE html PUBLIC "x">', 'input-format', 'web page'],
    ['\n<HTML><body>', 'input-format', 'web page'],
    ['id,lon,lat\n1,2,3', 'input-format', 'not OSM data: it starts with "id,lon,lat 1,2,3"'],
    ['BZh91AY', 'input-unsupported', 'bzip2'],
    ['PK\u0003\u0004', 'input-unsupported', 'zip'],
    ['%PDF-1.7', 'input-unsupported', 'PDF'],
    ['SQLite format 3\0', 'input-unsupported', 'GeoPackage'],
    ['<?xml version="1.0" encoding="GBK"?><osm>', 'input-unsupported', 'GBK'],
  ])('says what %j is instead', (text, code, words) => {
    const error = refusal(bytes(text))
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(words)])
    expect(error.hint).toBeTruthy()
  })

  it.each([
    [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], 'xz'],
    [[0x28, 0xb5, 0x2f, 0xfd], 'zstd'],
    [[0xff, 0xe0, 4], 'o5m'],
    [[0xff, 0xfe, 60, 0], 'UTF-16'],
    [[0, 0, 0x27, 0x0a, 0, 0], 'shapefile'],
  ])('knows %j as %s', (head, words) => {
    const error = refusal(Uint8Array.from(head))
    expect([error.code, error.message]).toEqual(['input-unsupported', expect.stringContaining(words)])
  })
})
