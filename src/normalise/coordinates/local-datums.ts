// Datums that lie up to hundreds of metres from WGS 84, and the published shift of each. A projection file (.prj) names such a datum
// but seldom its shift; to ignore it moves every place. In: the name of a datum. Out: its shifts by region. It knows no file.
// Source of all figures: the EPSG Geodetic Parameter Dataset, by the number of each operation; rotations are turned to the position
// vector convention, arc seconds; scale in parts per million.
import type { BoundingBox, LonLat } from '../../foundation/units.ts'

/** One published shift to WGS 84. */
export interface DatumShift {
  /** Number of the operation in the EPSG dataset. */
  readonly epsg: number
  /** Published accuracy, metres. */
  readonly accuracyMetres: number
  /** Metres, metres, metres, and then where known arc seconds ×3, parts per million. */
  readonly towgs84: readonly number[]
  /** Where it holds, degrees; none: everywhere that the datum is used. */
  readonly box?: BoundingBox
}

/** A datum of its own, with its shifts: the first whose box holds a place is taken, the last one else. */
export interface LocalDatum {
  readonly name: string
  readonly names: RegExp
  readonly shifts: readonly DatumShift[]
}

const shift = (epsg: number, accuracyMetres: number, towgs84: readonly number[], box?: BoundingBox): DatumShift =>
  box === undefined ? { epsg, accuracyMetres, towgs84 } : { epsg, accuracyMetres, towgs84, box }

const datum = (name: string, names: RegExp, ...shifts: DatumShift[]): LocalDatum => ({ name, names, shifts })

/** Names are compared in lower case, without `D_`, spaces, underscores, dots, hyphens and brackets: see {@link datumKey}. */
export const LOCAL_DATUMS: readonly LocalDatum[] = [
  datum(
    'Amersfoort',
    /^(amersfoort|rdnew)/,
    shift(
      15934,
      0.75,
      [565.2369, 50.0087, 465.658, -0.4068573303223975, 0.3507326765425626, -1.870347383606796, 4.0812],
    ),
  ),
  datum(
    'European Datum 1950',
    /^(european(datum)?1950|ed(19)?50)/,
    shift(1075, 10, [-89.05, -87.03, -124.56], [31.6, 31.3, 36.6, 35.8]),
    shift(1784, 2, [-84.1, -101.8, -129.7, 0, 0, 0.468, 1.05], [26, 35.8, 44.9, 42.3]),
    shift(1087, 2.5, [-112, -110.3, -140.2], [34.9, 29.1, 39.4, 33.4]),
    shift(1989, 1, [-74.292, -135.889, -104.967, -0.524, -0.136, 0.61, -3.761], [-9.6, 36.9, -7.3, 42.2]),
    shift(1631, 1.5, [-181.5, -90.3, -187.2, 0.144, 0.492, -0.394, 17.57], [1.1, 38.5, 4.4, 40.2]),
    shift(1635, 1.5, [-178.4, -83.2, -221.3, 0.54, -0.532, -0.126, 21.2], [-9.4, 42.2, -4.5, 43.9]),
    shift(1633, 1.5, [-131, -100.3, -163.4, -1.244, -0.02, -1.144, 9.39], [-7.6, 35.2, 3.4, 42.5]),
    shift(1627, 1, [-81.1, -89.4, -115.8, 0.485, 0.024, 0.413, -0.54], [7.9, 54.5, 15.3, 57.9]),
    shift(1275, 2, [-84, -97, -117], [-5.2, 41.2, 8.3, 51.2]),
    shift(1138, 6, [-86, -96, -120], [-10.6, 49.1, 1.9, 60.9]),
    shift(1139, 7, [-87, -95, -120], [4.3, 57.9, 31.6, 71.3]),
    shift(1134, 6, [-87, -96, -120], [-4.9, 42.3, 17.2, 57.8]),
    shift(1133, 10, [-87, -98, -121]),
  ),
  datum(
    'Deutsches Hauptdreiecksnetz',
    /^(deutscheshauptdreiecksnetz|dhdn|potsdam|rauenberg)/,
    shift(15869, 2, [612.4, 77, 440.2, -0.054, 0.057, -2.797, 2.55], [11.6, 50.2, 15.1, 54.8]),
    shift(1777, 3, [598.1, 73.7, 418.2, 0.202, 0.045, -2.455, 6.7]),
  ),
  datum(
    'OSGB 1936',
    /^(osgb|ordnancesurveyofgreatbritain|airy1830)/,
    shift(1314, 2, [446.448, -125.157, 542.06, 0.15, 0.247, 0.842, -20.489]),
  ),
  datum(
    'TM65 / TM75',
    /^(tm65|tm75|ireland1965|geodeticdatumof1965)/,
    shift(1641, 1, [482.5, -130.6, 564.6, -1.042, -0.214, -0.631, 8.15]),
  ),
  datum('CH1903 / CH1903+', /^ch1903/, shift(1676, 1, [674.374, 15.056, 405.346])),
  datum(
    'Militar-Geographische Institut',
    /^(mgi|militargeographischeinstitut|militargeographischesinstitut|hermannskogel)(?!1901)/,
    shift(1618, 1.5, [577.326, 90.129, 463.919, 5.137, 1.474, 5.297, 2.4232]),
  ),
  datum(
    'Reseau National Belge 1972',
    /^(reseaunationalbelge1972|belge1972|belgium1972|bd72)/,
    shift(15929, 1, [-106.8686, 52.2978, -103.7239, 0.3366, -0.457, 1.8422, -1.2747]),
  ),
  datum(
    'Hungarian Datum 1972',
    /^(hungariandatum1972|hungarian1972|hd72)/,
    shift(1448, 1, [52.684, -71.194, -13.975, -0.312, -0.1063, -0.3729, 1.0191]),
  ),
  datum(
    'S-JTSK',
    /^(sjtsk|systemjednotnetrigonometrickesitekatastralni|systemofthe?unifiedtrigonometrical)/,
    shift(4836, 1, [485, 169.5, 483.8, 7.786, 4.398, 4.103, 0], [18.9, 47.7, 22.6, 49.7]),
    shift(5239, 1, [572.213, 85.334, 461.94, 4.9732, 1.529, 5.2484, 3.5378]),
  ),
  datum(
    'Monte Mario',
    /^(montemario|rome1940|roma1940)/,
    shift(1662, 4, [-168.6, -34, 38.6, -0.374, -0.679, -1.379, -9.48], [8, 38.8, 9.9, 41.4]),
    shift(1664, 4, [-50.2, -50.4, 84.8, -0.69, -2.012, 0.459, -28.08], [12.3, 36.5, 15.72, 38.4]),
    shift(1660, 4, [-104.1, -49.1, -9.9, 0.971, -2.917, 0.714, -11.68]),
  ),
  datum(
    'Lisbon 1937',
    /^(lisbon|datumlisboa|lisboa)/,
    shift(1988, 2, [-288.885, -91.744, 126.244, -1.691, 0.41, -0.211, -4.598]),
  ),
  datum('Datum 73', /^datum73/, shift(1987, 1, [-239.749, 88.181, 30.488, 0.263, 0.082, 1.211, 2.229])),
  datum(
    'RT 90',
    /^(rt90|riketskoordinatsystem1990)/,
    shift(1680, 1, [419.3836, 99.3335, 591.3451, 0.850389, 1.817277, -7.862238, -0.99496]),
  ),
  datum(
    'KKJ',
    /^(kkj|kartastokoordinaattijarjestelma)/,
    shift(10099, 1, [-96.062, -82.428, -121.753, 4.801, 0.345, -1.376, 1.496]),
  ),
  datum('NTF', /^(ntf|nouvelletriangulationfrancaise)(?!paris)/, shift(1193, 2, [-168, -60, 320])),
  datum('GGRS87', /^(ggrs(19)?87|greekgeodeticreferencesystem1987)/, shift(1272, 1, [-199.87, 74.79, 246.62])),
  datum(
    'Pulkovo 1942(58)',
    /^(pulkovo194258|dealulpiscului1970)/,
    shift(1645, 1, [33.4, -146.6, -76.3, -0.359, -0.053, 0.844, -0.84]),
  ),
  datum(
    'Hong Kong 1980',
    /^hongkong1980/,
    shift(1825, 1, [-162.619, -276.959, -161.764, 0.067753, -2.243648, -1.158828, -1.094246]),
  ),
  datum(
    'Tokyo',
    /^tokyo(?!1892)/,
    shift(1305, 4, [-147, 506, 687], [124.5, 33.1, 129.9, 38.7]),
    shift(1233, 29, [-158, 507, 676], [122.8, 23.9, 128.3, 27.2]),
    shift(15484, 9, [-146.414, 507.337, 680.507]),
  ),
  datum('Indian 1975', /^indian1975/, shift(1812, 3, [293, 836, 318, 0.5, 1.6, -2.8, 2.1])),
  datum('Kalianpur 1975', /^kalianpur1975/, shift(1156, 22, [295, 736, 257])),
  datum('Kalianpur 1962', /^kalianpur1962/, shift(15701, 1, [275.57, 676.78, 229.6])),
  datum('Kalianpur 1937', /^kalianpur1937/, shift(1155, 18, [282, 726, 254])),
  datum('Kertau 1968', /^kertau/, shift(1158, 15, [-11, 851, 5])),
  datum(
    'Timbalai 1948',
    /^timbalai/,
    shift(5249, 1, [-689.5937, 623.84046, -65.93566, -0.02331, 1.17094, -0.80054, 5.88536], [114, 4, 115.4, 5.1]),
    shift(1592, 5, [-678, 670, -48]),
  ),
  datum('Luzon 1911', /^luzon/, shift(1161, 17, [-133, -77, -51])),
  datum(
    'Philippine Reference System 1992',
    /^(philippinereferencesystem1992|prs92)/,
    shift(15708, 0.05, [-127.62, -67.24, -47.04, -3.068, 4.903, 1.578, -1.06]),
  ),
  datum('Batavia', /^batavia(?!jakarta)/, shift(1813, 5, [-378.873, 676.002, -46.255])),
  datum(
    'South American Datum 1969',
    /^(southamerican(datum)?1969|sad69)/,
    shift(5882, 5, [-67.35, 3.88, -38.22], [-57.5, -33.8, -34.7, 2]),
    shift(6974, 4, [-59, -11, -52], [-71.8, -32, -68.4, -17.5]),
    shift(6975, 4, [-64, 0, -32], [-72.9, -36, -69.8, -32]),
    shift(6976, 7, [-72, 10, -32], [-74.5, -43.5, -71.2, -36]),
    shift(1874, 9, [-58, 0, -44], [-81.5, -18.4, -70, -4.5]),
    shift(1870, 6, [-48, 3, -44], [-81.1, -4.5, -75.3, 1.5]),
    shift(1869, 10, [-44, 6, -36], [-79.1, -4.2, -70.5, 12.6]),
    shift(1876, 8, [-45, 8, -33], [-70.5, 0.7, -60, 12.3]),
    shift(1865, 9, [-62, -1, -37], [-71.5, -52.5, -57.5, -22]),
    shift(1877, 5, [-66.87, 4.37, -38.52], [-74, -12, -57.5, 5.3]),
    shift(1864, 19, [-57, 1, -41]),
  ),
  datum('Ain el Abd 1970', /^ainelabd/, shift(1111, 18, [-143, -236, 7])),
  datum('Egypt 1907', /^egypt1907/, shift(1148, 11, [-130, 110, -13])),
  datum('Cape', /^(cape|capedatum)$/, shift(1129, 15, [-134.73, -110.92, -292.66])),
  datum(
    'New Zealand Geodetic Datum 1949',
    /^(newzealand(geodeticdatum)?1949|nzgd49)/,
    shift(1564, 4, [59.47, -5.04, 187.44, 0.47, -0.1, 1.024, -4.5993]),
  ),
  datum(
    'Australian Geodetic Datum 1984',
    /^(australian(geodeticdatum)?1984|agd84)/,
    shift(1669, 3, [-117.763, -51.51, 139.061, 0.292, 0.443, 0.277, -0.191]),
  ),
  datum(
    'WGS 72',
    /^(wgs(19)?72|worldgeodeticsystem1972)(?!be|transit)/,
    shift(1238, 2, [0, 0, 4.5, 0, 0, 0.554, 0.219]),
  ),
]

/** Datums that count as WGS 84: the same to within two metres, which maps of streets do not tell. */
const SAME_AS_WGS84 =
  /^(wgs(19)?84|worldgeodeticsystem1984|etrs(19)?89|etrf|europeanterrestrialreferencesystem1989|chinageodetic|china2000|cgcs2000|newbeijing$|itrf|nad(19)?83|northamerican(datum)?1983|nad832011|rgf(19)?93|reseaugeodesiquefrancais|sweref99|eureffin|euref|irenet95|ire(land)?1995|sirgas|sistemadereferenciageocentrico|gda(19)?94|gda2020|geocentricdatumofaustralia|nzgd2000|newzealandgeodeticdatum2000|jgd2000|jgd2011|japanesegeodeticdatum|korea(n)?2000|korea2000|korea2002|geocentricdatumofkorea|taiwandatum1997|twd97|hongkong1963?$|hongkonggeodetic|gdm2000|geodeticdatumofmalaysia|posgar|magna|marcogeocentriconacional|mexicoitrf|croatianterrestrial|htrs96|slovenia1996|slovenia(geodetic)?|estonia1997|latvia1992|lithuania1994|lks9[24]|est97|hartebeesthoek94|israel$|rgr92|rgnc|rgaf|rgspm|sgr|belgedumodele|belgium(1)?2008|macedoniansystemetrs|serbianreferencenetwork|srb_etrs|kosovar?eflref|polanditrs|poland$|pl-?etrf|danish|deutsche?sreferenznetz|roma2000|rdn2008|retedinamicanazionale|vn2000$)/

/** A datum's name made comparable: ESRI's `D_European_1950`, EPSG's `European Datum 1950`. */
export function datumKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/^d_/, '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\s_.\-()+/]+/g, '')
}

/** A datum by its name in a definition. `same`: counts as WGS 84. `unknown`: neither; its places cannot be trusted. */
export function datumByName(name: string): LocalDatum | 'same' | 'unknown' {
  const key = datumKey(name)
  const local = LOCAL_DATUMS.find(({ names }) => names.test(key))
  if (local !== undefined) return local
  return SAME_AS_WGS84.test(key) ? 'same' : 'unknown'
}

/** Which of a datum's shifts holds at a place. */
export function shiftAt({ shifts }: LocalDatum, [lon, lat]: LonLat): DatumShift {
  const found = shifts.find(
    ({ box }) => box !== undefined && lon >= box[0] && lat >= box[1] && lon <= box[2] && lat <= box[3],
  )
  return found ?? shifts[shifts.length - 1]!
}
