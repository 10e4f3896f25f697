// What is wounded: a small whole file of every format, and how to wound what lies inside its packing.
import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { sealAnswerBytes } from '../../src/answer/answer-bytes.ts'
import { loadArea } from '../../src/job/load-area.ts'
import { loadBlocks } from '../../src/job/load-blocks.ts'
import { loadFacilities } from '../../src/job/load-facilities.ts'
import { saveTown } from '../../src/job/prepared-town.ts'
import { createWalkService, saveWalkService } from '../../src/job/walk-service.ts'
import { buildNetwork } from '../../src/network/build-network.ts'
import { networkOver, saveNetwork } from '../../src/network/network-buffer.ts'
import { normaliseWalkableWays } from '../../src/normalise/streets/walkable-ways.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readOsm } from '../../src/read/osm/osm.ts'
import { toFlatGeobuf } from '../../src/report/formats/flatgeobuf.ts'
import { toGeoPackage } from '../../src/report/formats/geopackage.ts'
import { layerOf, mapLayers } from '../../src/report/layers/map-layers.ts'
import { drawTiff } from '../read/draw-tiff.ts'
import { bytesField, encodeBlock, encodeHeader, frame, frameBlob, numberField, varint } from '../read/pbf-encoder.ts'
import { dbf, gbk, shpOfPoints, xlsx } from '../read/write-tables.ts'
import { makeReport } from '../report/table-fixture.ts'
import { type Lot, wounded, woundedArchive, woundedInPlace } from './mutations.ts'

/** Makes a wounded file. */
export type Wound = (lot: Lot) => Uint8Array

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const plainly =
  (bytes: Uint8Array): Wound =>
  (lot) =>
    wounded(bytes, lot)
const zipped =
  (bytes: Uint8Array): Wound =>
  (lot) =>
    woundedArchive(bytes, lot)

const XML = `<?xml version="1.0" encoding="UTF-8"?><osm version="0.6"><bounds minlat="35.8" minlon="14.4" maxlat="36" maxlon="14.6"/>
<node id="1" lat="35.9" lon="14.5"/><node id="2" lat="35.9" lon="14.503" version="2"><tag k="barrier" v="gate"/><tag k="access" v="private"/></node>
<node id="3" lat="35.9" lon="14.506"><tag k="amenity" v="pharmacy;clinic"/><tag k="name" v="药房"/></node><node id="4" lat="35.902" lon="14.503"/>
<way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/></way><way id="12"><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="2"/></way>
<way id="11"><nd lat="35.9" lon="14.5"/><nd/><nd lat="35.9" lon="14.506"/><tag k="highway" v="steps"/></way>
<relation id="7"><member type="way" ref="12" role="outer"/><tag k="type" v="multipolygon"/><tag k="landuse" v="residential"/></relation></osm>`
const JSON_TOWN = `{"version":0.6,"elements":[{"type":"node","id":1,"lat":35.9,"lon":14.5},{"type":"node","id":2,"lat":35.9,"lon":14.503,"tags":{"amenity":"bank"}},
{"type":"way","id":10,"nodes":[1,2],"tags":{"highway":"path"}},{"type":"way","id":11,"geometry":[{"lat":35.9,"lon":14.5},null,{"lat":35.9,"lon":14.506}],"tags":{"highway":"steps"}},
{"type":"relation","id":7,"center":{"lat":35.9,"lon":14.5},"members":[{"type":"way","ref":10,"role":"","geometry":[{"lat":35.9,"lon":14.5}]}],"tags":{"type":"multipolygon"}}]}`
const CSV = `某街道一览,,,,,,,
序号,小区名称,block_id,类别,经度,纬度,常住人口（万人）,状态
1,红星园,b1,幼儿园,116.31,39.91,0.2,正常
2,"红星园,小区",b2,药店;公园,116.3101,39.91,500～600,已拆除
合计,,,,,,0.8,
`
const GEOJSON = `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"features":[
{"type":"Feature","id":"way/5","properties":{"id":"a","名称":"红星园","population":"约520人","category":"park"},"geometry":{"type":"Polygon","coordinates":[[[116.3,39.9],[116.31,39.9],[116.31,39.91],[116.3,39.9]]]}},
{"type":"Feature","properties":{"id":"b","population":5,"category":["药店"]},"geometry":{"type":"MultiPoint","coordinates":[[116.3,39.9],["116.31","39.9"]]}},{"type":"Feature","properties":null,"geometry":null}]}`
const KML = `<kml><Document><Folder><name>f</name><Placemark id="1"><name>a</name><ExtendedData><Data name="n"><value>5</value></Data></ExtendedData><MultiGeometry><Point><coordinates>1,2,3</coordinates></Point><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark></Folder></Document></kml>`
const ODS = `<office:document-content><office:body><office:spreadsheet><table:table table:name="s"><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-spanned="2"><text:p>id<text:s text:c="3"/></text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="float" office:value="1.5" table:number-columns-repeated="3"><text:p>1.5</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`
const HTML = `<html><head><meta charset="gbk"></head><table><tr><td rowspan="2" colspan=2>名称</td><th>b</th></tr><tr><td>c&amp;d</td></tr><tr><td>f<td>g<td>h</table></html>`
const SHEETS = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="s"><Table><Row ss:Index="3"><Cell ss:MergeAcross="1" ss:MergeDown="2"><Data ss:Type="String">a</Data></Cell><Cell ss:Index="4"><Data>b</Data></Cell></Row><Row><Cell><Data>c</Data></Cell></Row></Table></Worksheet></Workbook>`
const ANSWER = `[{"status":"1","info":"OK","pois":[{"id":"B1","name":"x","typecode":"060200","location":"116.3,39.9","biz_ext":{"rating":[]}}]},{"data":{"list":[{"lon":1,"lat":2}]}}]`
const PACK = readFileSync('data/standards/ghsci-500.json')
const VOCABULARY = `{"kinds":[{"id":"tea_room","nameZh":"茶室","nameEn":"tea room","group":"culture"}],"words":{"棋牌馆":"tea_room"},"status":{"在建":"planned"}}`
const PROFILE = `{"id":"cane","nameEn":"with a cane","nameZh":"拄拐","basedOn":"frail","walkMetresPerSecond":0.55,"stepsTimeFactor":null,"crossingWaitSeconds":30}`
const SYSTEM =
  'PROJCS["X",GEOGCS["GCS_China_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["Central_Meridian",117.0],UNIT["Meter",1.0]]'

/** Blocks of a PBF wounded before they are packed, so that checksums agree. */
function woundedPbf(lot: Lot): Uint8Array {
  const blocks = [
    { nodes: [1, 2, 3].map((id) => ({ id, lat: 359_000_000 + id, lon: 145_000_000, tags: [['name', 'x']] as const })) },
    { nodes: [{ id: 8, lat: 1, lon: 2, tags: [] }], dense: false, info: true, granularity: 90 },
    {
      ways: [
        {
          id: 10,
          tags: [['highway', 'path']] as const,
          refs: [1, 2, 3],
          places: [2, 3, 4].map((d) => ({ lat: d, lon: d })),
        },
      ],
      relations: [
        { id: 7, tags: [['type', 'multipolygon']] as const, members: [{ type: 1 as const, ref: 10, role: 'o' }] },
      ],
      info: true,
    },
  ].map((block) => Uint8Array.from(encodeBlock(block)))
  const hit = lot(blocks.length)
  const packed = blocks.map((block, at) => {
    const content = at === hit ? wounded(block, lot) : block
    const blob = [...numberField(2, varint(content.length)), ...bytesField(3, [...deflateSync(content)])]
    return frameBlob('OSMData', blob)
  })
  const file = Uint8Array.from([frame('OSMHeader', encodeHeader(), true), ...packed].flat())
  return lot(8) === 0 ? wounded(file, lot) : file
}

async function networkSeed(): Promise<Wound> {
  const bytes = saveNetwork(buildNetwork(normaliseWalkableWays(await readOsm(bytesSource('t', utf8(XML))))))
  return (lot) => {
    const changed = woundedInPlace(bytes, 8, lot)
    if (lot(4) === 0) return changed
    try {
      return saveNetwork(networkOver(new Uint8Array(changed).buffer))
    } catch {
      return changed
    }
  }
}

/** A saved town with its sum put right again, mostly, so that what lies behind it is looked at. */
const woundedTown =
  (bytes: Uint8Array): Wound =>
  (lot) => {
    const changed = woundedInPlace(bytes, 8, lot)
    if (lot(4) > 0 && changed.length % 8 === 0) {
      sealAnswerBytes(new Uint32Array(changed.buffer, changed.byteOffset, changed.length / 4))
    }
    return changed
  }

async function preparedSeed(): Promise<Wound> {
  const area = await loadArea(bytesSource('t.osm', utf8(XML)))
  const rows = Array.from({ length: 9 }, (_, i) => `b${i},${14.5 + i / 2000},35.9,${i * 10},park`).join('\n')
  const file = bytesSource('t.csv', utf8(`id,lon,lat,population,category\n${rows}\n`))
  const facilities = await loadFacilities(area, { files: [file] })
  return woundedTown(saveTown(area, { facilities, from: 'files', blocks: await loadBlocks(area, { file }) }))
}

async function townSeed(): Promise<Wound> {
  const area = await loadArea(bytesSource('t.osm', utf8(XML)))
  const place = (id: string, lon: number) => ({ id, name: 'x', category: 'clinic', entrances: [[lon, 35.9] as const] })
  const many = Array.from({ length: 9 }, (_, i) => place(`c${i}`, 14.5 + i / 1500))
  return woundedTown(saveWalkService(await createWalkService(area, many)))
}

const shapefile = zipSync({
  'a/p.shp': shpOfPoints([
    [116.3, 39.9],
    [116.4, 39.8],
  ]),
  'a/p.dbf': dbf(
    ['id', '名称', 'category'],
    [
      ['1', '红星园', 'park'],
      ['2', '花园', '药店'],
    ],
    utf8,
  ),
  'a/p.cpg': utf8('UTF-8'),
})
const tiff = (packing: 'deflate' | 'lzw' | 'packbits') =>
  drawTiff({ columns: 20, rows: 20, value: (column, row) => column * 3 + row, packing, tile: 16 })

/** The wounds of every target. */
export async function makeWounds(): Promise<ReadonlyMap<string, Wound>> {
  const report = makeReport({ blocks: 6, categories: 2 })
  return new Map<string, Wound>([
    ['osm-pbf', woundedPbf],
    ['osm-xml', plainly(utf8(XML))],
    ['overpass-json', plainly(utf8(JSON_TOWN))],
    ['csv', plainly(utf8(CSV))],
    ['csv-gbk', plainly(gbk(CSV.replaceAll('～', '-')))],
    [
      'xlsx',
      zipped(
        xlsx([
          {
            name: '小区',
            rows: CSV.trim()
              .split('\n')
              .map((line) => line.split(',')),
          },
        ]),
      ),
    ],
    ['ods', zipped(zipSync({ 'content.xml': strToU8(ODS) }))],
    ['geojson', plainly(utf8(GEOJSON))],
    ['json', plainly(utf8(ANSWER))],
    ['kml', plainly(utf8(KML))],
    ['kmz', zipped(zipSync({ 'doc.kml': strToU8(KML) }))],
    ['html', plainly(gbk(HTML))],
    ['spreadsheetml', plainly(utf8(SHEETS))],
    ['geopackage', plainly(toGeoPackage(mapLayers(report)))],
    ['shapefile', zipped(shapefile)],
    ['flatgeobuf', plainly(toFlatGeobuf(layerOf(report, 'blocks')))],
    ['geotiff-deflate', plainly(tiff('deflate'))],
    ['geotiff-lzw', plainly(tiff('lzw'))],
    ['geotiff-packbits', plainly(tiff('packbits'))],
    ['town', await townSeed()],
    ['prepared', await preparedSeed()],
    ['network', await networkSeed()],
    ['rule-pack', plainly(PACK)],
    ['vocabulary', plainly(utf8(VOCABULARY))],
    ['profile', plainly(utf8(PROFILE))],
    ['system', plainly(utf8(SYSTEM))],
  ])
}
