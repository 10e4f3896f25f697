// What an output is: files that are made from a report, and all that help, documentation and callers need to know of them before they
// are made. Types; it makes nothing and loads nothing.
import type { AccessReport } from '../../answer/access-report.ts'
import type { Basemap } from '../../answer/basemap.ts'
import type { WalkRoute } from '../../answer/walk-route.ts'
import type { LivingCircleError } from '../../foundation/errors.ts'
import type { Lang } from '../../words/languages.ts'
import type { LayerInParts } from '../layers/feature-layer.ts'
import type { Layer } from '../layers/layer.ts'
import type { LayerName } from '../layers/map-layers.ts'
import type { OutCoordinates } from '../layers/shifted-layer.ts'
import type { MaplibreAssets } from '../pages/map-html.ts'

/** Layers that become a file each, in the order of the files. */
export const FILE_LAYERS: readonly LayerName[] = ['blocks', 'facilities', 'gaps']

/** A finished file. */
export interface OutputFile {
  readonly name: string
  readonly mediaType: string
  /** Text, bytes, or pieces of them made while writing. */
  readonly content: string | Uint8Array | (() => Iterable<Uint8Array>)
}

export type Given<Value> = () => Value | Promise<Value>

/** What outputs are made from. What costs time is a function, called only where an output needs it. */
export interface OutputContext {
  readonly report: AccessReport
  /** Language of headings, legends and messages. */
  readonly lang: Lang
  /** Coordinates of the GeoJSON layers, for display on maps in a shifted system. Default WGS-84. */
  readonly coordinates?: OutCoordinates | undefined
  /** What lies under the blocks. */
  readonly basemap?: Given<Basemap>
  /** Walks as they go, for the map; none: straight lines stand for them. */
  readonly routes?: Given<readonly WalkRoute[]>
  /** Files of earlier runs that stay in the folder beside the new ones: `summary.json` names them. */
  readonly notOfThisRun?: readonly string[] | undefined
  /** Takes an output that is too large, so that the others are made; none: the error is thrown. */
  readonly leaveOut?: ((left: LeftOutput) => void) | undefined
  /** The text of MapLibre GL: in Node `readMaplibreAssets` of `living-circle/node`. */
  readonly maplibre?: Given<MaplibreAssets>
}

/** An output that turned out too large, and is left out. */
export interface LeftOutput {
  readonly id: string
  /** Names of its files. */
  readonly names: readonly string[]
  readonly error: LivingCircleError
}

/** What an output cannot be made without, beside the report. */
export type OutputNeed = 'basemap' | 'maplibre'

/** How a format writes any one layer. */
export interface LayerWriter {
  /** Endings of files that ask for it; the first is its own. */
  readonly suffixes: readonly string[]
  /** Whether a file in shifted coordinates can say so. */
  readonly canBeShifted: boolean
  /** Bytes in pieces; of a layer in parts one part at a time where the format allows it. */
  write(layer: Layer | LayerInParts): Promise<Iterable<Uint8Array>>
}

/** One entry of the registry. */
export interface Output {
  /** What `--also` calls it. */
  readonly id: string
  /** `usual`: written by every run; `document`, `layers`: on request. */
  readonly kind: 'usual' | 'document' | 'layers'
  readonly files: readonly { readonly name: string; readonly mediaType: string }[]
  /** The option that a usual output comes with; none: it is always there. */
  readonly withOption?: string
  /** What it is for, a few words without a full stop. */
  readonly aboutEn: string
  readonly aboutZh: string
  readonly needs: readonly OutputNeed[]
  /** Text that grows with blocks × kinds: `--gzip` packs it. */
  readonly isLargeText?: true
  /** Id of the output whose files it points to; it cannot be shifted then. */
  readonly liesOver?: string
  /** For formats that hold any layer. */
  readonly layer?: LayerWriter
  make(context: OutputContext): Promise<readonly OutputFile[]>
}
