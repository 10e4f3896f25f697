// Signals where main streets meet: tags on the shared nodes, once all streets are joined.
const MAIN = new Set(['primary', 'secondary'])

export function tagCrossings(board) {
  const seen = new Map()
  for (const { tags, points, apart } of board.streets) {
    if (apart || !MAIN.has(tags.highway)) continue
    for (const point of points) {
      const key = `${Math.round(point[0] * 100)} ${Math.round(point[1] * 100)}`
      const names = seen.get(key) ?? { point, names: new Set() }
      names.names.add(tags.name)
      seen.set(key, names)
    }
  }
  for (const { point, names } of seen.values()) {
    if (names.size > 1) board.tagNode(point, { highway: 'crossing', crossing: 'traffic_signals' })
  }
}
