// National grids and datums of their own against positions that PROJ 9.5 computed from the EPSG dataset, without grids of shifts.
import { describe, expect, it } from 'vitest'
import { greatCircleMetres } from '../../src/foundation/geo.ts'
import { loadCoordinateSystem } from '../../src/normalise/coordinates/coordinate-systems.ts'
import { datumByName, LOCAL_DATUMS, shiftAt } from '../../src/normalise/coordinates/local-datums.ts'
import { gridsAt, NATIONAL_GRIDS } from '../../src/normalise/coordinates/national-grids.ts'

/** EPSG code, longitude, latitude (WGS 84), easting, northing. */
const PLACES: readonly (readonly [number, number, number, number, number])[] = [
  [3067, 24.94, 60.17, 385700.421, 6672126.743],
  [3879, 24.94, 60.17, 25496669.192, 6673014.666],
  [3035, 8.5, 47.4, 4207697.706, 2699635.817],
  [27700, -0.1276, 51.5072, 530043.195, 180358.209],
  [28992, 4.9, 52.37, 121819.365, 487013.762],
  [3006, 18.07, 59.33, 674647.882, 6580824.576],
  [2056, 7.45, 46.95, 2600865.385, 1199879.681],
  [21781, 7.45, 46.95, 600865.385, 199879.681],
  [2180, 21.01, 52.23, 637231.09, 486786.394],
  [31467, 8.68, 50.11, 3477184.169, 5552691.286],
  [31468, 11.57, 48.14, 4468105.752, 5333641.64],
  [31469, 13.74, 51.05, 5411783.872, 5657958.227],
  [2154, 2.35, 48.85, 652301.565, 6861302.726],
  [31370, 4.35, 50.85, 148679.447, 171066.81],
  [3812, 4.35, 50.85, 648679.018, 671067.056],
  [3763, -9.14, 38.72, -87567.123, -104793.555],
  [27493, -9.14, 38.72, -87569.476, -104792.435],
  [3003, 9.19, 45.46, 1514882.592, 5034090.199],
  [3004, 12.5, 41.9, 2312628.765, 4641706.161],
  [5514, 14.42, 50.09, -742860.083, -1042721.363],
  [23700, 19.04, 47.5, 649439.112, 239562.881],
  [3844, 26.1, 44.43, 587700.429, 326177.222],
  [3765, 15.98, 45.81, 459585.49, 5074591.534],
  [3794, 14.5, 46.05, 461307.139, 101254.902],
  [31287, 16.37, 48.21, 625633.384, 483376.119],
  [31256, 16.37, 48.21, 2814.281, 341289.389],
  [3301, 24.75, 59.44, 542555.357, 6589368.181],
  [3346, 25.28, 54.69, 582524.028, 6062260.637],
  [3059, 24.1, 56.95, 506082.931, 311824.626],
  [2157, -6.26, 53.35, 715845.936, 734720.331],
  [29903, -6.26, 53.35, 315919.995, 234694.102],
  [2100, 23.73, 37.98, 476138.586, 4203342.44],
  [2326, 114.17, 22.3, 835559.642, 817895.755],
  [3826, 121.56, 25.04, 306508.665, 2770324.933],
  [3414, 103.85, 1.29, 29856.5, 30267.171],
  [5186, 126.98, 37.57, 198233.143, 552273.45],
  [5179, 126.98, 37.57, 954079.939, 1952419.41],
  [2193, 174.76, -36.85, 1756911.945, 5920321.818],
  [6677, 139.77, 35.68, -5732.774, -35500.534],
  [30169, 139.77, 35.68, -5439.581, -35856.314],
  [23033, 14.51, 35.9, 455853.307, 3973152.118],
  [23030, -3.7, 40.42, 440724.748, 4474817.428],
  [3021, 18.07, 59.33, 1628909.589, 6580989.258],
  [2393, 24.94, 60.17, 3385823.945, 6674928.738],
  [29193, -46.63, -23.55, 333669.252, 7394693.244],
  [28355, 144.96, -37.81, 320422.82, 5813305.223],
  [3950, 3.06, 50.63, 1704245.163, 9270075.245],
  [3011, 18.07, 59.33, 153984.707, 6579432.512],
  [2178, 21.01, 52.23, 7500683.202, 5788489.842],
]

/** What stands in a .prj file; longitude, latitude (WGS 84), easting, northing. None of them names its shift. */
const PROJECTION_FILES: readonly (readonly [string, number, number, number, number])[] = [
  [
    'PROJCS["RD_New",GEOGCS["GCS_Amersfoort",DATUM["D_Amersfoort",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Double_Stereographic"],PARAMETER["False_Easting",155000.0],PARAMETER["False_Northing",463000.0],PARAMETER["Central_Meridian",5.38763888888889],PARAMETER["Scale_Factor",0.9999079],PARAMETER["Latitude_Of_Origin",52.1561605555556],UNIT["Meter",1.0]]',
    4.9,
    52.37,
    121819.365,
    487013.762,
  ],
  [
    'PROJCS["ED_1950_UTM_Zone_33N",GEOGCS["GCS_European_1950",DATUM["D_European_1950",SPHEROID["International_1924",6378388.0,297.0]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",15.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]',
    14.51,
    35.9,
    455853.307,
    3973152.118,
  ],
  [
    'PROJCS["DHDN_3_Degree_Gauss_Zone_4",GEOGCS["GCS_Deutsches_Hauptdreiecksnetz",DATUM["D_Deutsches_Hauptdreiecksnetz",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",4500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",12.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]',
    11.57,
    48.14,
    4468105.752,
    5333641.64,
  ],
  [
    'PROJCS["Hong_Kong_1980_Grid",GEOGCS["GCS_Hong_Kong_1980",DATUM["D_Hong_Kong_1980",SPHEROID["International_1924",6378388.0,297.0]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",836694.05],PARAMETER["False_Northing",819069.8],PARAMETER["Central_Meridian",114.178555555556],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",22.3121333333333],UNIT["Meter",1.0]]',
    114.17,
    22.3,
    835559.642,
    817895.755,
  ],
  [
    'PROJCS["Japan_Zone_9",GEOGCS["GCS_Tokyo",DATUM["D_Tokyo",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",139.833333333333],PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",36.0],UNIT["Meter",1.0]]',
    139.77,
    35.68,
    -5439.581,
    -35856.314,
  ],
  [
    'PROJCS["Belge_Lambert_1972",GEOGCS["GCS_Belge_1972",DATUM["D_Belge_1972",SPHEROID["International_1924",6378388.0,297.0]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",150000.013],PARAMETER["False_Northing",5400088.438],PARAMETER["Central_Meridian",4.36748666666667],PARAMETER["Standard_Parallel_1",51.1666672333333],PARAMETER["Standard_Parallel_2",49.8333339],PARAMETER["Latitude_Of_Origin",90.0],UNIT["Meter",1.0]]',
    4.35,
    50.85,
    148679.447,
    171066.81,
  ],
  [
    'PROJCS["Portuguese_National_Grid",GEOGCS["GCS_Lisbon_Lisbon",DATUM["Lisbon_1937_(Lisbon)",SPHEROID["International_1924",6378388.0,297.0]],PRIMEM["Lisbon",-9.13190611111111],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",200000.0],PARAMETER["False_Northing",300000.0],PARAMETER["Central_Meridian",1.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",39.6666666666667],UNIT["Meter",1.0]]',
    -9.14,
    38.72,
    112430.662,
    195205.647,
  ],
  [
    'PROJCS["Monte_Mario_Italy_1",GEOGCS["GCS_Monte_Mario",DATUM["D_Monte_Mario",SPHEROID["International_1924",6378388.0,297.0]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",1500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",9.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]',
    9.19,
    45.46,
    1514882.592,
    5034090.199,
  ],
  [
    'PROJCS["Datum_73_Modified_Portuguese_Grid",GEOGCS["GCS_Datum_73",DATUM["D_Datum_73",SPHEROID["International_1924",6378388.0,297.0]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",180.598],PARAMETER["False_Northing",-86.99],PARAMETER["Central_Meridian",-8.13190611111111],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",39.6666666666667],UNIT["Meter",1.0]]',
    -9.14,
    38.72,
    -87569.476,
    -104792.435,
  ],
  [
    'PROJCS["Kalianpur_1975_India_Zone_I",GEOGCS["GCS_Kalianpur_1975",DATUM["D_Kalianpur_1975",SPHEROID["Everest_Definition_1975",6377299.151,300.8017255]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",2743195.5],PARAMETER["False_Northing",914398.5],PARAMETER["Central_Meridian",68.0],PARAMETER["Standard_Parallel_1",32.5],PARAMETER["Scale_Factor",0.99878641],PARAMETER["Latitude_Of_Origin",32.5],UNIT["Meter",1.0]]',
    77.2,
    28.6,
    3642900.923,
    521109.85,
  ],
  [
    'PROJCS["SAD_1969_UTM_Zone_23S",GEOGCS["GCS_South_American_1969",DATUM["D_South_American_1969",SPHEROID["GRS_1967_Truncated",6378160.0,298.25]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",10000000.0],PARAMETER["Central_Meridian",-45.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]',
    -46.63,
    -23.55,
    333669.252,
    7394693.244,
  ],
  [
    'PROJCS["Kertau_UTM_Zone_48N",GEOGCS["GCS_Kertau",DATUM["D_Kertau",SPHEROID["Everest_1830_Modified",6377304.063,300.8017]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",105.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]',
    103.8,
    1.35,
    366706.76,
    149243.594,
  ],
  [
    'PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936",SPHEROID["Airy_1830",6377563.396,299.3249646]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",400000.0],PARAMETER["False_Northing",-100000.0],PARAMETER["Central_Meridian",-2.0],PARAMETER["Scale_Factor",0.9996012717],PARAMETER["Latitude_Of_Origin",49.0],UNIT["Meter",1.0]]',
    -0.1276,
    51.5072,
    530043.195,
    180358.209,
  ],
  [
    'GEOGCS["GCS_European_1950",DATUM["D_European_1950",SPHEROID["International_1924",6378388.0,297.0]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
    2.17,
    41.38,
    2.171154,
    41.381127,
  ],
]

describe('national grids by EPSG code', () => {
  it.each(PLACES)('EPSG:%i', async (code, lon, lat, easting, northing) => {
    const system = await loadCoordinateSystem(`EPSG:${code}`)
    expect(greatCircleMetres(lon, lat, ...system.toWgs84([easting, northing]))).toBeLessThan(3)
    const back = system.fromWgs84([lon, lat])
    expect(Math.hypot(back[0] - easting, back[1] - northing)).toBeLessThan(3)
  })

  it('has every code once, each with a datum that is known and an area that lies on Earth', () => {
    const codes = NATIONAL_GRIDS.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    const names = new Set(LOCAL_DATUMS.map(({ name }) => name))
    for (const { datum, box } of NATIONAL_GRIDS) {
      expect(datum === null || names.has(datum)).toBe(true)
      expect(box[0] < box[2] && box[1] < box[3] && Math.max(...box.map(Math.abs)) <= 190).toBe(true)
    }
    expect(gridsAt(24.94, 60.17).map(({ code }) => code)).toEqual(expect.arrayContaining([3067, 3879, 2393]))
  })
})

describe('projection files that name a datum without its shift', () => {
  it.each(PROJECTION_FILES)('%s', async (definition, lon, lat, easting, northing) => {
    const system = await loadCoordinateSystem(definition)
    expect(greatCircleMetres(lon, lat, ...system.toWgs84([easting, northing]))).toBeLessThan(3)
  })

  it.each([
    'GEOGCS["NAD27",DATUM["North_American_Datum_1927",SPHEROID["Clarke 1866",6378206.4,294.978698213898]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]',
    'PROJCS["x",GEOGCS["GCS_Pulkovo_1942",DATUM["D_Pulkovo_1942",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["Central_Meridian",21.0],UNIT["Meter",1.0]]',
    '+proj=utm +zone=33 +ellps=intl +units=m +no_defs',
    '+proj=tmerc +lat_0=0 +lon_0=9 +k=1 +x_0=3500000 +ellps=bessel +nadgrids=somewhere.gsb +no_defs',
  ])('refuses what nothing is known of: %s', async (definition) => {
    await expect(loadCoordinateSystem(definition)).rejects.toMatchObject({ code: 'invalid-option' })
  })

  it('takes a definition that brings its shift along, and one on a modern ellipsoid', async () => {
    const own = await loadCoordinateSystem('+proj=utm +zone=33 +ellps=intl +towgs84=-87,-98,-121 +units=m +no_defs')
    const table = await loadCoordinateSystem('EPSG:23033')
    expect(
      greatCircleMetres(...own.toWgs84([456_000, 3_972_000]), ...table.toWgs84([456_000, 3_972_000])),
    ).toBeLessThan(0.1)
    const modern = await loadCoordinateSystem(
      'PROJCS["Own grid",GEOGCS["Own",DATUM["Our_City_2003",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",9.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]',
    )
    expect(modern.toWgs84([0, 0])[0]).toBeCloseTo(9, 9)
  })

  it('knows a datum by the names that programs give it, and takes the shift of the place', () => {
    for (const name of ['D_European_1950', 'European Datum 1950', 'European_Datum_1950', 'ED50']) {
      expect(datumByName(name)).toMatchObject({ name: 'European Datum 1950' })
    }
    for (const name of ['D_WGS_1984', 'WGS_1984', 'European_Terrestrial_Reference_System_1989', 'D_China_2000']) {
      expect(datumByName(name)).toBe('same')
    }
    expect(datumByName('D_Beijing_1954')).toBe('unknown')
    const ed50 = LOCAL_DATUMS.find(({ name }) => name === 'European Datum 1950')!
    expect([shiftAt(ed50, [2.17, 41.38]).epsg, shiftAt(ed50, [24, -10]).epsg]).toEqual([1633, 1133])
  })
})
