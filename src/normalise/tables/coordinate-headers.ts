// Headers of coordinates that name their system beside the axis: `GCJ02_X`, `经度（百度）`, `坐标（火星）纬度`, `CGCS2000_Y`, `X(m)`. Text in,
// the axis out. What the system is, coordinate-judgement.ts reads from the same header.

/** Names of systems and units that may stand around the name of an axis. */
const AROUND =
  /wgs(?:19)?84|gcj(?:02)?|bd09(?:ll|mc)?|cgcs(?:2000)?|国家2000|大地2000|2000国家(?:大地)?(?:坐标系?)?|2000大地|epsg\d{4,6}|百度|高德|腾讯|腾訊|火星|地球|谷歌|天地图|baidu|amap|autonavi|tencent|google|mars|坐标系?|坐標系?|地图|位置|中心点?|点位|[°′″]/g

const AXES: Readonly<Record<string, 'lon' | 'lat'>> = {
  x: 'lon',
  y: 'lat',
  lon: 'lon',
  lng: 'lon',
  long: 'lon',
  longitude: 'lon',
  lat: 'lat',
  latitude: 'lat',
  经: 'lon',
  纬: 'lat',
  经度: 'lon',
  纬度: 'lat',
  經度: 'lon',
  緯度: 'lat',
  东经: 'lon',
  北纬: 'lat',
  东经度: 'lon',
  北纬度: 'lat',
  横: 'lon',
  纵: 'lat',
}

/** A header without names of systems, units and marks. */
function bareAxis(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.:/,()[\]{}【】〔〕]+/g, '')
    .replace(AROUND, '')
    .replace(/^([xy]|[东北]?[经纬])(?:m|米|deg|degrees?)$/, '$1')
}

/** The axis of a header that has nothing else in it but names of systems, of units and of an axis; `null` for any other. */
export function axisOfHeader(header: string): 'lon' | 'lat' | null {
  const bare = bareAxis(header)
  return Object.hasOwn(AXES, bare) ? AXES[bare]! : null
}

/** True for a pair of headers that are called X and Y, whatever stands around: surveyors call the northing X. */
export function areSurveyorAxes(lonHeader: string, latHeader: string): boolean {
  return bareAxis(lonHeader) === 'x' && bareAxis(latHeader) === 'y'
}

/** True for a column that holds outlines as text: `geom_wkt`, `WKT几何`, `the_geom_text`. */
export function isGeometryHeader(header: string): boolean {
  return /wkt|wellknowntext|^(?:the)?geom(?:etry)?(?:text|str)?$/.test(
    header
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s_\-.:]+/g, ''),
  )
}
