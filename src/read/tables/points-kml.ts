// KML (also inside a KMZ) → a table for each folder that has placemarks: name, description, extended data, geometry. In: a stream of
// text. Out: raw tables. It knows no column's meaning. Format: OGC KML 2.3; coordinates are "lon,lat[,height]".
import type { Geometry, Position } from 'geojson'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { Message } from '../../foundation/message.ts'
import { message, problem } from '../../words/problem.ts'
import { createFeatureTable, type FeatureTable } from './feature-table.ts'
import { TABLE_LIMITS } from './raw-table.ts'
import { readySheet, type TableSheet } from './table-file.ts'

/** Elements within elements: folders seldom go deeper than ten. */
const MAX_DEPTH = 200
/** Folders with placemarks. */
const MAX_FOLDERS = 5_000

/**
 * The folders of a KML document that have placemarks of their own.
 *
 * @param pieces the document's text
 * @throws LivingCircleError `input-format` (not well formed), `input-empty` (no placemark), `input-too-large`
 */
export async function kmlSheets(
  source: string,
  pieces: AsyncIterable<string> | Iterable<string>,
): Promise<TableSheet[]> {
  const document = new KmlDocument(source)
  const parser = new SaxesParser()
  let failure: Error | null = null
  parser.on('error', (error) => {
    failure ??= error
  })
  parser.on('opentag', (tag) => document.open(localName(tag.name), tag))
  parser.on('closetag', (tag) => document.close(localName(tag.name)))
  parser.on('text', (text) => document.text(text))
  parser.on('cdata', (text) => document.text(text))
  try {
    for await (const piece of pieces) {
      parser.write(piece)
      if (failure !== null) break
    }
    if (failure === null) parser.close()
  } catch (error) {
    // The parser gathers a text in one string, whose length the engine limits.
    if (!(error instanceof RangeError)) throw error
    throw problem('input-too-large', 'kml.long-text', { name: source }, { cause: error })
  }
  if (failure !== null) {
    const reason = (failure as Error).message.slice(0, 120)
    throw problem('input-format', 'kml.not-well-formed', { name: source, reason }, { hint: 'hint.export-again' })
  }
  return document.sheets()
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

interface Folder {
  readonly name: string
  readonly table: FeatureTable
  number: number
}

/** A geometry that is being read. */
interface Shape {
  readonly kind: 'Point' | 'LineString' | 'Polygon'
  readonly rings: Position[][]
}

class KmlDocument {
  readonly #source: string
  /** Elements that are open. */
  readonly #path: string[] = []
  /** Names of the folders and documents that are open, by their depth. */
  readonly #names: { depth: number; name: string }[] = []
  readonly #folders = new Map<string, Folder>()
  #text = ''
  #cells: [string, string][] | null = null
  #shapes: Shape[] = []
  #shape: Shape | null = null
  #other: string | null = null
  #broken: Message | null = null
  #dataName = ''

  constructor(source: string) {
    this.#source = source
  }

  open(name: string, { attributes }: Pick<SaxesTagPlain, 'attributes'>): void {
    this.#path.push(name)
    if (this.#path.length > MAX_DEPTH) {
      throw problem('input-too-large', 'xml.too-deep', { source: this.#source, most: MAX_DEPTH })
    }
    this.#text = ''
    if (name === 'Folder' || name === 'Document') this.#names.push({ depth: this.#path.length, name: '' })
    else if (name === 'Placemark') this.#startPlacemark(attributes as Readonly<Record<string, string>>)
    else if (name === 'Data' || name === 'SimpleData') {
      this.#dataName = (attributes as Readonly<Record<string, string>>).name ?? ''
    } else if (name === 'Point' || name === 'LineString' || name === 'Polygon') this.#shape = { kind: name, rings: [] }
    else if (name === 'Model' || name === 'Track' || name === 'MultiTrack') this.#other = name
  }

  text(text: string): void {
    if (this.#text.length > TABLE_LIMITS.rowCharacters) {
      throw problem('input-too-large', 'kml.long-text', { name: this.#source })
    }
    this.#text += text
  }

  close(name: string): void {
    const parent = this.#path[this.#path.length - 2] ?? ''
    const text = this.#text.trim()
    this.#text = ''
    if (name === 'name' && (parent === 'Folder' || parent === 'Document'))
      this.#names[this.#names.length - 1]!.name = text
    else if (this.#cells !== null) this.#closeInPlacemark(name, parent, text)
    else if (name === 'Folder' || name === 'Document') this.#names.pop()
    this.#path.pop()
  }

  sheets(): TableSheet[] {
    const folders = [...this.#folders.values()]
    if (folders.length === 0) {
      throw problem('input-empty', 'kml.no-placemarks', { name: this.#source }, { hint: 'hint.kml-placemarks' })
    }
    return folders.map(({ name, table }) => {
      const raw = table.finish()
      return readySheet(folders.length === 1 ? null : name, () => raw)
    })
  }

  #startPlacemark(attributes: Readonly<Record<string, string>>): void {
    this.#cells = attributes.id === undefined ? [] : [['id', attributes.id]]
    this.#shapes = []
    this.#shape = null
    this.#other = null
    this.#broken = null
  }

  #closeInPlacemark(name: string, parent: string, text: string): void {
    const cells = this.#cells!
    if (parent === 'Placemark' && (name === 'name' || name === 'description' || name === 'address'))
      cells.push([name, text])
    else if (name === 'value' && parent === 'Data') this.#addData(text)
    else if (name === 'SimpleData') this.#addData(text)
    else if (name === 'coordinates') this.#addCoordinates(text)
    else if (name === 'Point' || name === 'LineString' || name === 'Polygon') {
      if (this.#shape !== null) this.#shapes.push(this.#shape)
      this.#shape = null
    } else if (name === 'Placemark') {
      this.#finishPlacemark(cells)
      this.#cells = null
    }
  }

  #addData(text: string): void {
    const name = this.#dataName
    if (name !== '' && !this.#cells!.some(([known]) => known === name)) this.#cells!.push([name, text])
  }

  #addCoordinates(text: string): void {
    const positions = positionsOf(text)
    if (positions === null) this.#broken = message('kml.coordinates', { text: text.slice(0, 60) })
    else this.#shape?.rings.push(positions)
  }

  #finishPlacemark(cells: readonly (readonly [string, string])[]): void {
    const folder = this.#folderOf()
    const number = ++folder.number
    const shape = this.#broken ?? geometryOf(this.#shapes, this.#other)
    if (shape !== null && 'key' in shape) folder.table.reject(number, shape)
    else folder.table.add(number, shape, cells)
  }

  /** The table of the folder that is open; folders of the same name within the same ones are one. */
  #folderOf(): Folder {
    const names = this.#names.map(({ name }) => name)
    const key = JSON.stringify(names)
    let folder = this.#folders.get(key)
    if (folder === undefined) {
      if (this.#folders.size >= MAX_FOLDERS) {
        throw problem('input-too-large', 'kml.folders', { name: this.#source, most: MAX_FOLDERS })
      }
      const own = names.filter((name) => name !== '').at(-1) ?? ''
      const taken = new Set([...this.#folders.values()].map(({ name }) => name))
      let unique = own === '' ? 'KML' : own
      for (let copy = 2; taken.has(unique); copy++) unique = `${own} (${copy})`
      folder = { name: unique, table: createFeatureTable(this.#source, 'kml', 'utf-8'), number: 0 }
      this.#folders.set(key, folder)
    }
    return folder
  }
}

/** Positions between white space; heights are left out; `null` where one is no position. */
function positionsOf(text: string): Position[] | null {
  const positions: Position[] = []
  let tuple: string[] = []
  let isJoined = false
  const finish = (): boolean => {
    if (tuple.length === 0) return true
    const position = [Number(tuple[0]), Number(tuple[1])]
    const isPlace = tuple.length >= 2 && tuple[0] !== '' && tuple[1] !== '' && position.every(Number.isFinite)
    if (isPlace) positions.push(position)
    tuple = []
    return isPlace
  }
  // A number belongs to the tuple before it where a comma stands between, for some programs put spaces around the commas.
  for (const [token] of text.matchAll(/,|[^\s,]+/g)) {
    if (token === ',') {
      if (isJoined || tuple.length === 0) tuple.push('')
      isJoined = true
    } else {
      if (!isJoined && !finish()) return null
      tuple.push(token)
      isJoined = false
    }
  }
  return finish() ? positions : null
}

/** One geometry of a placemark's shapes; `null` for a placemark without any. */
function geometryOf(shapes: readonly Shape[], other: string | null): Geometry | null | Message {
  if (shapes.length === 0) return other === null ? null : message('kml.kind', { type: other })
  const kinds = new Set(shapes.map(({ kind }) => kind))
  if (kinds.size > 1) {
    // A compound with its label: the area says more than the point in it.
    const areas = shapes.filter(({ kind }) => kind === 'Polygon')
    return areas.length > 0 ? geometryOf(areas, null) : message('kml.kind', { type: 'MultiGeometry' })
  }
  const [kind] = kinds
  if (shapes.some(({ rings }) => rings.length === 0 || rings[0]!.length === 0))
    return message('kml.coordinates', { text: '' })
  if (kind === 'Point') {
    const points = shapes.map(({ rings }) => rings[0]![0]!)
    return points.length === 1
      ? { type: 'Point', coordinates: points[0]! }
      : { type: 'MultiPoint', coordinates: points }
  }
  if (kind === 'LineString') return { type: 'MultiLineString', coordinates: shapes.map(({ rings }) => rings[0]!) }
  const areas = shapes.map(({ rings }) => rings)
  return areas.length === 1 ? { type: 'Polygon', coordinates: areas[0]! } : { type: 'MultiPolygon', coordinates: areas }
}
