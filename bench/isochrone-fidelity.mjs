// How true polygons are to the exact band around reached pieces: both are drawn on a fine raster and compared. Slow and simple.

const RASTER_METRES = 2.5
/** Distances are known this far beyond the band, metres. */
const MARGIN = 25

/** Every straight segment within a limit, metres: [ax, ay, bx, by]. */
export function segmentsWithin(pieces, limitMs) {
  const segments = []
  for (let piece = 0; piece < pieces.count; piece++) {
    for (let at = pieces.offset[piece]; at + 1 < pieces.offset[piece + 1]; at++) {
      const [start, end] = [pieces.cost[at], pieces.cost[at + 1]]
      if (start >= limitMs) continue
      const share = end <= limitMs ? 1 : (limitMs - start) / (end - start)
      const [x, y] = [pieces.x[at], pieces.y[at]]
      segments.push([x, y, x + share * (pieces.x[at + 1] - x), y + share * (pieces.y[at + 1] - y)])
    }
  }
  return segments
}

/**
 * Compares one drawing with the exact band.
 *
 * @param {number[][]} segments what is reached, metres
 * @param {[number, number][][]} rings all rings of the drawing, metres
 * @returns shares: intersection over union; reached length inside; drawn ground farther out than the band and a tolerance
 */
export function fidelityOf(segments, rings, bandMetres, toleranceMetres) {
  const all = segments.flatMap(([ax, ay, bx, by]) => [
    [ax, ay],
    [bx, by],
  ])
  const pad = bandMetres + MARGIN
  const west = all.reduce((least, [x]) => Math.min(least, x), Infinity) - pad
  const south = all.reduce((least, [, y]) => Math.min(least, y), Infinity) - pad
  const columns = Math.ceil((all.reduce((most, [x]) => Math.max(most, x), -Infinity) + pad - west) / RASTER_METRES)
  const rows = Math.ceil((all.reduce((most, [, y]) => Math.max(most, y), -Infinity) + pad - south) / RASTER_METRES)
  const raster = { west, south, columns, rows }
  const squared = squaredDistances(raster, segments, pad)
  const drawn = fill(raster, rings)
  let [both, either, ground, beyond] = [0, 0, 0, 0]
  for (let at = 0; at < drawn.length; at++) {
    const near = squared[at] <= bandMetres ** 2
    if (drawn[at] === 1) {
      ground++
      if (near) both++
      if (squared[at] > (bandMetres + toleranceMetres) ** 2) beyond++
    }
    if (near || drawn[at] === 1) either++
  }
  return { overlap: both / either, lengthInside: lengthInside(raster, drawn, segments), beyond: beyond / ground }
}

function squaredDistances({ west, south, columns, rows }, segments, reach) {
  const squared = new Float32Array(columns * rows).fill(Infinity)
  const first = (metres) => Math.max(0, Math.floor(metres / RASTER_METRES))
  for (const [ax, ay, bx, by] of segments) {
    const [dx, dy] = [bx - ax, by - ay]
    const length = dx * dx + dy * dy
    const lastRow = Math.min(rows, (Math.max(ay, by) + reach - south) / RASTER_METRES)
    const lastColumn = Math.min(columns, (Math.max(ax, bx) + reach - west) / RASTER_METRES)
    for (let row = first(Math.min(ay, by) - reach - south); row < lastRow; row++) {
      const y = south + (row + 0.5) * RASTER_METRES
      for (let column = first(Math.min(ax, bx) - reach - west); column < lastColumn; column++) {
        const x = west + (column + 0.5) * RASTER_METRES
        const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length))
        const distance = (ax + share * dx - x) ** 2 + (ay + share * dy - y) ** 2
        if (distance < squared[row * columns + column]) squared[row * columns + column] = distance
      }
    }
  }
  return squared
}

function fill({ west, south, columns, rows }, rings) {
  const crossings = Array.from({ length: rows }, () => [])
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [low, high] = ring[i][1] < ring[i + 1][1] ? [ring[i], ring[i + 1]] : [ring[i + 1], ring[i]]
      for (let row = Math.max(0, Math.ceil((low[1] - south) / RASTER_METRES - 0.5)); row < rows; row++) {
        const y = south + (row + 0.5) * RASTER_METRES
        if (y >= high[1]) break
        crossings[row].push(low[0] + ((y - low[1]) / (high[1] - low[1])) * (high[0] - low[0]) - west)
      }
    }
  }
  const drawn = new Uint8Array(columns * rows)
  crossings.forEach((xs, row) => {
    xs.sort((a, b) => a - b)
    for (let i = 0; i + 1 < xs.length; i += 2) {
      const last = Math.min(columns - 1, Math.floor(xs[i + 1] / RASTER_METRES - 0.5))
      for (let column = Math.max(0, Math.ceil(xs[i] / RASTER_METRES - 0.5)); column <= last; column++) {
        drawn[row * columns + column] = 1
      }
    }
  })
  return drawn
}

function lengthInside({ west, south, columns }, drawn, segments) {
  let [inside, whole] = [0, 0]
  for (const [ax, ay, bx, by] of segments) {
    const metres = Math.hypot(bx - ax, by - ay)
    const steps = Math.ceil(metres / 3)
    for (let step = 0; step < steps; step++) {
      const share = (step + 0.5) / steps
      const column = Math.floor((ax + share * (bx - ax) - west) / RASTER_METRES)
      const row = Math.floor((ay + share * (by - ay) - south) / RASTER_METRES)
      whole += metres / steps
      if (drawn[row * columns + column] === 1) inside += metres / steps
    }
  }
  return whole === 0 ? 1 : inside / whole
}
