// What are these bytes? What enters: the first bytes of a file; what leaves: the format's name, or an error that says what they
// are instead and what to do. It reads no further.
import { LivingCircleError } from '../../foundation/errors.ts'

/** Formats of OSM data. */
export type OsmFormat = 'pbf' | 'xml' | 'json' | 'gzip'

const EXTRACT_HINT = 'Use an OpenStreetMap extract: .osm.pbf, .osm, .osm.gz or Overpass JSON.'

interface Signature {
  readonly bytes: readonly number[]
  readonly what: string
  readonly hint: string
}

/** Files that are taken for extracts, by their first bytes. */
const REFUSED: readonly Signature[] = [
  {
    bytes: [0x42, 0x5a, 0x68],
    what: 'compressed with bzip2',
    hint: 'Unpack it first (bunzip2), or download the .osm.pbf.',
  },
  {
    bytes: [0x50, 0x4b, 3, 4],
    what: 'a zip archive',
    hint: 'Unpack it first; if it holds a shapefile, get the .osm.pbf instead.',
  },
  { bytes: [0x50, 0x4b, 5, 6], what: 'an empty zip archive', hint: EXTRACT_HINT },
  {
    bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    what: 'compressed with xz',
    hint: 'Unpack it first (unxz), or download the .osm.pbf.',
  },
  {
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    what: 'compressed with zstd',
    hint: 'Unpack it first (unzstd), or download the .osm.pbf.',
  },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: 'a 7-Zip archive', hint: 'Unpack it first.' },
  { bytes: [0x52, 0x61, 0x72, 0x21], what: 'a RAR archive', hint: 'Unpack it first.' },
  { bytes: [0xff, 0xe0], what: 'an o5m file', hint: 'Convert it: osmium cat in.o5m -o out.osm.pbf' },
  { bytes: [0x00, 0x00, 0x27, 0x0a], what: 'a shapefile', hint: EXTRACT_HINT },
  { bytes: [0xff, 0xfe], what: 'text in UTF-16', hint: 'Save it in UTF-8.' },
  { bytes: [0xfe, 0xff], what: 'text in UTF-16', hint: 'Save it in UTF-8.' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF document', hint: EXTRACT_HINT },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], what: 'an SQLite or GeoPackage file', hint: EXTRACT_HINT },
]

/**
 * The format of OSM data by its first bytes.
 *
 * @param name the file's name, for messages
 * @param head its first bytes (a few hundred are enough; all of them for a shorter file)
 * @throws LivingCircleError `input-empty`, `input-format`, `input-unsupported`, `input-truncated`
 */
export function sniffFormat(name: string, head: Uint8Array): OsmFormat {
  if (head.length === 0) {
    throw new LivingCircleError('input-empty', `${name} is empty (0 bytes).`, {
      hint: 'The download probably failed; download the extract again.',
      details: { name, bytes: 0 },
    })
  }
  if (startsWith(head, [0x1f, 0x8b])) return 'gzip'
  if (looksLikePbf(name, head)) return 'pbf'
  for (const { bytes, what, hint } of REFUSED) {
    if (!startsWith(head, bytes)) continue
    throw new LivingCircleError('input-unsupported', `${name} is ${what}.`, { hint, details: { name } })
  }
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (/^<!doctype\s+html|^<html|^<head|^<body/i.test(text)) throw notData(name, 'a web page (HTML)', text)
  if (text.startsWith('<')) {
    if (/<!doctype\s+html|<html[\s>]/i.test(text)) throw notData(name, 'a web page (HTML)', text)
    const encoding = /^<\?xml[^>]*encoding\s*=\s*["']([^"']{1,40})["']/i.exec(text)?.[1]
    if (encoding !== undefined && !/^(utf-?8|us-ascii)$/i.test(encoding)) {
      throw new LivingCircleError('input-unsupported', `${name} is XML in ${encoding}; OSM XML is in UTF-8.`, {
        hint: 'Save it in UTF-8.',
        details: { name, encoding },
      })
    }
    return 'xml'
  }
  if (text.startsWith('{') || text.startsWith('[')) return 'json'
  if (text === '') {
    throw new LivingCircleError('input-empty', `${name} holds nothing but blanks.`, {
      hint: EXTRACT_HINT,
      details: { name },
    })
  }
  throw notData(name, 'not OSM data', text)
}

function startsWith(head: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => head[index] === byte)
}

/** Big-endian length of the block header, then its type field: 0x0a, length 9, "OSMHeader". */
function looksLikePbf(name: string, head: Uint8Array): boolean {
  if (!(head[0] === 0 && head[1] === 0)) return false
  const type = [0x0a, 9, ...new TextEncoder().encode('OSMHeader')]
  const seen = head.subarray(4, 4 + type.length)
  const alike = type.slice(0, seen.length).every((byte, index) => seen[index] === byte)
  if (alike && head.length < 4 + type.length) {
    throw new LivingCircleError(
      'input-truncated',
      `${name} ends after ${head.length} bytes, inside the first block header.`,
      {
        hint: 'The download was probably cut off; download the extract again and compare its size.',
        details: { name, bytes: head.length },
      },
    )
  }
  return alike
}

function notData(name: string, what: string, text: string): LivingCircleError {
  const start = text
    .slice(0, 40)
    .replace(/[\x00-\x1f\x7f\ufffd]+/g, ' ')
    .trim()
  return new LivingCircleError('input-format', `${name} is ${what}: it starts with ${JSON.stringify(start)}.`, {
    hint: what.includes('HTML') ? `The server sent an error or log-in page. ${EXTRACT_HINT}` : EXTRACT_HINT,
    details: { name, start },
  })
}
