// What are these bytes? What enters: the first bytes of a file; what leaves: the format's name, or an error that says what they
// are instead and what to do. It reads no further.
import type { LivingCircleError } from '../../foundation/errors.ts'
import type { Message } from '../../foundation/message.ts'
import { message, problem } from '../../words/problem.ts'

/** Formats of OSM data. */
export type OsmFormat = 'pbf' | 'xml' | 'json' | 'gzip'

const EXTRACT_HINT = message('hint.use-extract')

interface Signature {
  readonly bytes: readonly number[]
  readonly what: Message
  readonly hint: Message
}

/** Files that are taken for extracts, by their first bytes. */
const REFUSED: readonly Signature[] = [
  {
    bytes: [0x42, 0x5a, 0x68],
    what: message('kind.bzip2'),
    hint: message('hint.bunzip2'),
  },
  {
    bytes: [0x50, 0x4b, 3, 4],
    what: message('kind.zip'),
    hint: message('hint.unzip-extract'),
  },
  { bytes: [0x50, 0x4b, 5, 6], what: message('kind.zip-empty'), hint: EXTRACT_HINT },
  {
    bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    what: message('kind.xz'),
    hint: message('hint.unxz'),
  },
  {
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    what: message('kind.zstd'),
    hint: message('hint.unzstd'),
  },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: message('kind.7z'), hint: message('hint.unpack') },
  { bytes: [0x52, 0x61, 0x72, 0x21], what: message('kind.rar'), hint: message('hint.unpack') },
  {
    bytes: [0xff, 0xe0],
    what: message('kind.o5m'),
    hint: message('hint.convert', { command: 'osmium cat in.o5m -o out.osm.pbf' }),
  },
  { bytes: [0x00, 0x00, 0x27, 0x0a], what: message('kind.shapefile'), hint: EXTRACT_HINT },
  { bytes: [0xff, 0xfe], what: message('kind.utf16'), hint: message('hint.save-utf8') },
  { bytes: [0xfe, 0xff], what: message('kind.utf16'), hint: message('hint.save-utf8') },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: message('kind.pdf-document'), hint: EXTRACT_HINT },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], what: message('kind.sqlite-or-gpkg'), hint: EXTRACT_HINT },
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
    throw problem(
      'input-empty',
      'osm.empty-bytes',
      { name },
      { hint: 'hint.download-failed', details: { name, bytes: 0 } },
    )
  }
  if (startsWith(head, [0x1f, 0x8b])) return 'gzip'
  if (looksLikePbf(name, head)) return 'pbf'
  for (const { bytes, what, hint } of REFUSED) {
    if (!startsWith(head, bytes)) continue
    throw problem('input-unsupported', 'kind.is', { name, what }, { hint })
  }
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (/^<!doctype\s+html|^<html|^<head|^<body/i.test(text)) throw notData(name, message('kind.html'), text)
  if (text.startsWith('<')) {
    if (/<!doctype\s+html|<html[\s>]/i.test(text)) throw notData(name, message('kind.html'), text)
    const encoding = /^<\?xml[^>]*encoding\s*=\s*["']([^"']{1,40})["']/i.exec(text)?.[1]
    if (encoding !== undefined && !/^(utf-?8|us-ascii)$/i.test(encoding)) {
      throw problem('input-unsupported', 'xml.encoding', { name, encoding }, { hint: 'hint.save-utf8' })
    }
    return 'xml'
  }
  if (text.startsWith('{') || text.startsWith('[')) return 'json'
  if (text === '') {
    throw problem('input-empty', 'osm.blank', { name }, { hint: EXTRACT_HINT })
  }
  throw notData(name, message('kind.not-osm'), text)
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
    throw problem(
      'input-truncated',
      'pbf.cut-in-header',
      { name, n: head.length },
      { hint: 'hint.cut-off-size', details: { name, bytes: head.length } },
    )
  }
  return alike
}

function notData(name: string, what: Message, text: string): LivingCircleError {
  const start = text
    .slice(0, 40)
    .replace(/[\x00-\x1f\x7f\ufffd]+/g, ' ')
    .trim()
  return problem(
    'input-format',
    'kind.starts-with',
    { name, what, start: JSON.stringify(start) },
    {
      hint: what.key === 'kind.html' ? 'hint.server-page' : EXTRACT_HINT,
      details: { name, start },
    },
  )
}
