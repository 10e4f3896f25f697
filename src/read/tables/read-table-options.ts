// What may be asked of the readers of tables, whatever the format.
import type { RunOptions } from '../../foundation/progress.ts'
import type { ByteSource } from '../bytes/byte-source.ts'
import type { CountKnownWords } from '../bytes/text-encoding.ts'
import type { KnowsHeader } from './header-rows.ts'

/** Options of the readers of tables. */
export interface ReadTableOptions extends RunOptions {
  /** Text encoding: `auto` (default; byte order mark, then strict UTF-8, then GB18030), `utf8`, `gb18030`, or a WHATWG name. */
  readonly encoding?: string | undefined
  /** How many words of a text are known: tells code pages apart where the bytes fit several. Default: by the shape of the bytes. */
  readonly knownWords?: CountKnownWords | undefined
  /** CSV delimiter: `auto` (default) or the character. */
  readonly delimiter?: string | undefined
  /** Sheet or layer by name or by number from 1; default the first that is not hidden. */
  readonly sheet?: string | number | undefined
  /** Which texts are words of headers: finds the header under titles, and parts of merged parents. Default: the first row of two cells. */
  readonly knowsHeader?: KnowsHeader | undefined
  /** Shapefile: the `.dbf`, `.prj` and `.cpg` files beside the `.shp`; GeoPackage: the `-wal` file beside it. */
  readonly siblings?: readonly ByteSource[] | undefined
}
