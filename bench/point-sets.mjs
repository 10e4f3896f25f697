// Seeded sets of points and segments: even, clustered like towns, and adversarial ones.
import { seededRandom } from './seeded-random.mjs'

/** Some 50 km × 50 km. */
const LON = 0
const LAT = 45
const WIDE = 0.64
const HIGH = 0.45

/** Sum of four evens: near enough to a bell. */
const bell = (random) => (random() + random() + random() + random() - 2) * 1.7

/** A drawer of positions `[lon, lat]`. */
export function drawer(kind, seed) {
  const random = seededRandom(seed)
  if (kind === 'even') return () => [LON + random() * WIDE, LAT + random() * HIGH]
  // Towns stand where they stand, whoever draws.
  const places = seededRandom(12345)
  const towns = Array.from({ length: 300 }, () => [
    LON + places() * WIDE,
    LAT + places() * HIGH,
    0.002 + places() * 0.015,
  ])
  return () => {
    const [lon, lat, size] = towns[Math.floor(random() * towns.length)]
    return [lon + bell(random) * size, lat + bell(random) * size]
  }
}

/** `lon, lat` of so many positions, degrees rounded to 1e-7. */
export function positions(kind, count, seed) {
  const draw = drawer(kind, seed)
  const lonLat = new Float64Array(count * 2)
  for (let i = 0; i < count; i++) lonLat.set(draw(), i * 2)
  return lonLat.map((degrees) => Math.round(degrees * 1e7) / 1e7)
}

/** Straight segments of 10 to 100 m, as E7 quadruples. */
export function segments(kind, count, seed) {
  const draw = drawer(kind, seed)
  const random = seededRandom(seed + 99)
  const ends = new Int32Array(count * 4)
  for (let i = 0; i < count; i++) {
    const [lon, lat] = draw()
    const angle = random() * 2 * Math.PI
    const length = 0.0001 + random() * 0.0008
    ends.set(
      [lon * 1e7, lat * 1e7, (lon + Math.cos(angle) * length) * 1e7, (lat + Math.sin(angle) * length) * 1e7],
      i * 4,
    )
  }
  return ends
}

/** Sets that break indexes: positions and where to ask. */
export function adversaries(count, seed) {
  const random = seededRandom(seed)
  const near = (lon, lat, size) => () => [lon + (random() - 0.5) * size, lat + (random() - 0.5) * size]
  const set = (draw, ask) => {
    const lonLat = new Float64Array(count * 2)
    for (let i = 0; i < count; i++) lonLat.set(draw(i), i * 2)
    return { lonLat: lonLat.map((degrees) => Math.round(degrees * 1e7) / 1e7), ask }
  }
  const cloud = near(LON, LAT, 0.1)
  return {
    'all in one spot': set(() => [LON, LAT], near(LON, LAT, 0.01)),
    'one far outlier': set((i) => (i === 0 ? [LON + 100, LAT - 80] : cloud()), near(LON, LAT, 0.1)),
    'a line': set(() => [LON + random() * 0.5, LAT], near(LON + 0.25, LAT, 0.4)),
    '99 % in one cell': set(
      (i) => (i % 100 === 0 ? near(LON, LAT, 3)() : near(LON, LAT, 0.0005)()),
      near(LON, LAT, 0.0006),
    ),
  }
}
