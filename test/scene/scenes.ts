// The named scenes. Numbers are metres; each story says what the scene is for. Expected walks stand in scenes.test.ts.
import { at, east, from, north, type Scene, scene, south, west } from './build-scene.ts'

/** Corners of a rectangle. */
const box = (left: number, bottom: number, right: number, top: number) => [
  at(left, bottom),
  at(right, bottom),
  at(right, top),
  at(left, top),
]

const twoVillages = () =>
  scene(
    'two-villages',
    'Two villages that no way joins; each is large enough to link to, and neither serves the other.',
  )
    .street('Upper Lane', 'residential', [from(0, 400), east(300), east(300), east(600)])
    .street('Upper Street', 'residential', [from(300, 400), north(200)])
    .street('Lower Lane', 'residential', [from(0, 100), east(600), east(500)])
    .facility('clinic', 'health_station', at(900, 410))
    .block('upper', at(310, 500))
    .block('lower', at(300, 90))

const island = () =>
  scene('island', 'A path of 200 m on an islet: too small to link to. People there are unknown, not unserved.')
    .water(box(-20, 130, 420, 520))
    .street('Shore Road', 'residential', [from(0, 100), east(600), east(600)])
    .street('Islet Path', 'path', [from(100, 330), east(100), north(100)])
    .facility('clinic', 'health_station', at(300, 90))
    .block('islet', at(150, 340))
    .block('shore', at(500, 110))
    .block('afar', at(700, 350))
    .block('off the map', at(1500, 110))

const riverOneBridge = () =>
  scene('river-one-bridge', 'Eighty metres of water between block and clinic; the only bridge is far upstream.')
    .water(box(-40, 60, 640, 120))
    .street('South Bank', 'residential', [from(0, 50), east(300), east(200)])
    .street('North Bank', 'residential', [from(0, 130), east(300), east(200)])
    .street('Bridge', 'residential', [from(500, 50), north(80)], { bridge: 'yes', layer: '1' })
    .facility('clinic', 'health_station', at(200, 140))
    .block('south', at(200, 40))
    .block('north', at(400, 140))

const parkWithFourGates = () =>
  scene('park-with-four-gates', 'One park, four gates: reached at the nearest gate, counted once.')
    .street('South Street', 'residential', [from(-100, -20), east(300), east(300)])
    .street('East Street', 'residential', [from(500, -20), north(220), north(220)])
    .street('North Street', 'residential', [from(500, 420), west(300), west(300)])
    .street('West Street', 'residential', [from(-100, 420), south(220), south(220)])
    .ground('park', 'park', box(-80, 0, 480, 400), [at(200, 0), at(480, 200), at(200, 400), at(-80, 200)])
    .block('east', at(510, 100))
    .block('south-west', at(-110, -30))

const gatedCompound = () =>
  scene(
    'gated-compound',
    'A walled estate with two gates: its walk begins at the better gate, and neighbours walk round it.',
  )
    .street('South Street', 'residential', [from(0, 0), east(300), east(300)])
    .street('North Street', 'residential', [from(0, 400), east(300), east(300)])
    .street('East Street', 'residential', [from(600, 0), north(400)])
    .street('South Drive', 'service', [from(300, 0), north(20)])
    .street('North Drive', 'service', [from(300, 400), south(20)])
    .street('Inner Way', 'service', [from(300, 20), north(360)], { access: 'private' })
    .node(at(300, 20), { barrier: 'gate', access: 'private' })
    .node(at(300, 380), { barrier: 'gate', access: 'private' })
    .estate('estate', box(100, 20, 500, 380), [at(300, 20), at(300, 380)])
    .block('resident', at(310, 260))
    .block('neighbour', at(100, -10))
    .facility('clinic', 'health_station', at(100, 410))
    .facility('school', 'primary_school', at(100, -10))

const sameEdge = () =>
  scene('same-edge', 'Block and clinic on one street piece: the walk goes straight along it, not to its ends and back.')
    .street('Long Street', 'residential', [from(0, 0), east(1000)])
    .facility('clinic', 'health_station', at(450, 12))
    .facility('shop', 'convenience_store', at(400, -9))
    .block('before', at(300, 10))
    .block('behind', at(700, -10))
    .block('opposite', at(450, -12))
    .block('in the clinic', at(450, 12))
    .facility('seat', 'public_seat', at(600, 0))
    .block('on the seat', at(600, 0))

const justOverTheBorder = () =>
  scene(
    'just-over-the-border',
    'The file declares a box; a clinic beyond it still counts, and blocks near the edge say so.',
  )
    .bounds(at(-1800, -1500), at(600, 1500))
    .street('High Street', 'residential', [from(-1400, 0), east(1400), east(800)])
    .street('Mill Street', 'residential', [from(0, -400), north(400), north(400)])
    .facility('clinic', 'health_station', at(700, 10))
    .block('near the edge', at(400, 10))
    .block('in the middle', at(-600, 10))

const stepsOrDetour = () =>
  scene(
    'steps-or-detour',
    'Steps of 100 m, or a ramp that costs 150 m more of level walking: who takes which depends on the walker.',
  )
    .street('Lower Street', 'residential', [from(-300, 0), east(300), east(75)])
    .street('Stairs', 'steps', [from(0, 0), north(100)])
    .street('Ramp', 'footway', [from(75, 0), north(100)])
    .street('Upper Street', 'residential', [from(-300, 100), east(300), east(75)])
    .facility('clinic', 'health_station', at(-100, 110))
    .block('below', at(-200, -10))

const oneWayEscalator = () =>
  scene(
    'one-way-escalator',
    'The escalator runs up only; coming down means the long ramp. Both directions are kept apart.',
  )
    .street('Lower Street', 'residential', [from(-400, 0), east(400), east(300)])
    .street('Escalator', 'steps', [from(0, 0), north(50)], { conveying: 'forward' })
    .street('Ramp', 'footway', [from(300, 0), north(50)])
    .street('Upper Street', 'residential', [from(-400, 50), east(400), east(300)])
    .facility('clinic above', 'health_station', at(-100, 60))
    .facility('clinic below', 'hospital', at(-100, -10))
    .block('below', at(-200, -10))
    .block('above', at(-200, 60))

const blockedGate = () =>
  scene('blocked-gate', 'A locked gate ends the street on both sides; an open one does not.')
    .street('West Street', 'residential', [from(0, 0), east(300), east(300)])
    .street('Side Street', 'residential', [from(0, 0), north(200), east(600), south(200)])
    .node(at(300, 0), { barrier: 'gate', locked: 'yes' })
    .node(at(0, 200), { barrier: 'gate', access: 'private', foot: 'yes' })
    .facility('clinic', 'health_station', at(500, -10))
    .block('west of the gate', at(290, 10))
    .block('east of the gate', at(310, 10))

const bridgeOverhead = () =>
  scene(
    'bridge-overhead',
    'Under a bridge: the point links to the street beside it, though the deck is nearer on the map.',
  )
    .street('Ground Street', 'residential', [from(0, 0), east(400), east(400)])
    .street('Ramp West', 'residential', [from(0, 0), north(60)])
    .street('Viaduct', 'residential', [from(0, 60), east(800)], { bridge: 'viaduct', layer: '1' })
    .facility('clinic', 'health_station', at(700, -10))
    .block('under the deck', at(500, 55))

const tunnelBelow = () =>
  scene('tunnel-below', 'Nobody steps out of a tunnel half-way; a passage through a building is a street like others.')
    .street('Hill Street', 'residential', [from(0, 150), east(400), east(400)])
    .street('West Street', 'residential', [from(0, 150), south(150)])
    .street('East Street', 'residential', [from(800, 150), south(150)])
    .street('Tunnel', 'residential', [from(0, 0), east(800)], { tunnel: 'yes', layer: '-1' })
    .street('Passage', 'footway', [from(400, 150), north(100)], { tunnel: 'building_passage' })
    .facility('clinic', 'health_station', at(700, 160))
    .block('above the tunnel', at(300, 10))
    .block('in the passage', at(405, 220))

const loopStreet = () =>
  scene('loop-street', 'A street that comes back to its own beginning: both ways round are tried.')
    .street('Stem', 'residential', [from(-300, 0), east(300)])
    .street('Loop', 'residential', [from(0, 0), east(300), north(300), west(300), south(300)])
    .facility('clinic', 'health_station', at(-10, 100))
    .facility('shop', 'convenience_store', at(310, 200))
    .block('far corner', at(290, 310))
    .block('first side', at(100, -10))
    .block('stem', at(-200, 10))

const missingNodes = () =>
  scene('missing-nodes', 'The extract cut a street: the walk goes round the hole, and no line is drawn across it.')
    .street('Cut Street', 'residential', [from(0, 0), east(200), east(100), east(100), east(200)])
    .street('Way Round', 'residential', [from(0, 0), north(150), east(600), south(150)])
    .missing(at(300, 0))
    .facility('clinic', 'health_station', at(450, -10))
    .block('this side', at(150, -10))

const crossingSignals = () =>
  scene(
    'crossing-signals',
    'Two crossings with signals on the way, one without: waiting counts where the profile says so.',
  )
    .street('High Street', 'residential', [from(0, 0), east(200), east(200), east(200), east(200)])
    .node(at(200, 0), { highway: 'crossing', crossing: 'traffic_signals' })
    .node(at(400, 0), { highway: 'crossing', crossing: 'unmarked' })
    .node(at(600, 0), { highway: 'traffic_signals' })
    .facility('clinic', 'health_station', at(700, 10))
    .block('west end', at(100, -10))
    .block('between', at(500, -10))

const twoEntrances = () =>
  scene('two-entrances', 'One clinic with a front and a back door: the nearer door counts, and the clinic counts once.')
    .street('Front Street', 'residential', [from(0, 0), east(600)])
    .street('Back Street', 'residential', [from(0, 200), east(600)])
    .street('Link Street', 'residential', [from(0, 0), north(200)])
    .facility('clinic', 'health_station', at(400, 10), at(300, 190))
    .facility('small clinic', 'health_station', at(590, 10))
    .block('front', at(200, -10))
    .block('back', at(500, 210))

const wallBetween = () =>
  scene('wall-between', 'Two streets back to back, thirty metres apart, with a wall between them: neighbours are far.')
    .street('Front Street', 'residential', [from(0, 0), east(300), east(300)])
    .street('Back Street', 'residential', [from(0, 30), east(300), east(300)])
    .street('Corner', 'footway', [from(0, 0), north(30)])
    .barrier([at(30, 15), at(620, 15)])
    .facility('clinic', 'health_station', at(450, 40))
    .block('behind the wall', at(450, -10))

const motorwayBetween = () =>
  scene(
    'motorway-between',
    'A motorway between two quarters; nobody walks on it or over it, one underpass leads through.',
  )
    .street('Motorway', 'motorway', [from(-50, 80), east(350), east(350)])
    .street('South Road', 'residential', [from(0, 0), east(300), east(200)])
    .street('North Road', 'residential', [from(0, 160), east(300), east(200)])
    .street('Underpass', 'footway', [from(500, 0), north(160)], { tunnel: 'yes', layer: '-1' })
    .facility('clinic', 'health_station', at(100, 170))
    .block('south', at(100, -10))
    .block('beside the motorway', at(200, 70))

const twoCompoundsOneGate = () =>
  scene(
    'two-compounds-one-gate',
    'Two estates share a gate. West goes straight into East, but nobody goes through East to the street beyond.',
  )
    .compound('West', box(0, 0, 300, 300), [at(300, 150), at(100, 300)])
    .compound('East', box(300, 0, 600, 300), [at(300, 150), at(500, 0)])
    .street('West Drive', 'service', [from(100, 350), south(50), south(150)])
    .street('Shared Path', 'footway', [from(100, 150), east(200), east(200)])
    .street('East Drive', 'service', [from(500, 150), south(150), south(50)])
    .street('North Street', 'residential', [from(100, 350), east(600)])
    .street('Far Street', 'residential', [from(700, 350), south(400)])
    .street('South Street', 'residential', [from(700, -50), west(200)])
    .facility('clinic', 'health_station', at(510, 100))
    .facility('bank', 'bank', at(500, -60))
    .block('west', at(110, 200))
    .block('south', at(500, -60))

const privateShortCut = () =>
  scene('private-short-cut', 'A private drive between two streets: a way home and a way to visit, no way through.')
    .street('South Street', 'residential', [from(0, 0), east(100), east(500)])
    .street('East Street', 'residential', [from(600, 0), north(100)])
    .street('North Street', 'residential', [from(600, 100), west(500), west(100)])
    .street('Drive', 'service', [from(100, 0), north(100)], { access: 'private' })
    .facility('clinic', 'health_station', at(50, 110))
    .facility('office', 'community_office', at(90, 60))
    .block('south', at(50, -10))
    .block('on the drive', at(110, 40))

const enclosedStreet = () =>
  scene(
    'enclosed-street',
    'An ordinary street behind two private drives belongs to those who live there: theirs to use, nobody’s short cut.',
  )
    .street('Main Street', 'residential', [from(300, 0), west(300), north(300), east(600), south(300), west(100)])
    .street('West Drive', 'service', [from(300, 0), north(100)], { access: 'private' })
    .street('Inner Street', 'residential', [from(300, 100), north(100), east(200)])
    .street('East Drive', 'service', [from(500, 200), south(200)], { access: 'private' })
    .facility('clinic', 'health_station', at(100, -10))
    .facility('shop', 'convenience_store', at(520, -10))
    .block('inside', at(310, 150))
    .block('outside', at(250, -10))

const wallWithGate = () =>
  scene(
    'wall-with-gate',
    'Two paths cross a wall, one of them at a gate. The other ends at the wall, and nobody links through it.',
  )
    .compound('estate', box(100, 30, 500, 330), [at(400, 30)])
    .street('Street', 'residential', [from(0, 0), east(200), east(200), east(200)])
    .street('West Path', 'footway', [from(200, 0), north(200)])
    .street('East Path', 'footway', [from(400, 0), north(200)])
    .street('Inner Path', 'footway', [from(200, 200), east(200)])
    .facility('clinic', 'health_station', at(200, -10))
    .facility('club', 'sports_ground', at(190, 150))
    .block('home', at(210, 100))
    .block('at the wall', at(190, 20))
    .block('beside the wall', at(95, 180))

const squareWithFountain = () =>
  scene('square-with-fountain', 'People walk straight across a square, and round the fountain in its middle.')
    .square('Square', 'pedestrian', box(100, 100, 300, 300), box(180, 180, 220, 220))
    .street('South Lane', 'residential', [from(100, 100), south(100)])
    .street('North Lane', 'residential', [from(300, 300), north(100)])
    .street('East Lane', 'residential', [from(300, 100), south(100)])
    .street('Base', 'residential', [from(0, 0), east(100), east(200), east(100)])
    .facility('clinic', 'health_station', at(310, 350))
    .block('south', at(90, 50))
    .block('east', at(310, 50))

const hill = () =>
  scene('hill', 'Three hundred metres uphill at ten per cent: slower up than on the flat, and just as fast down.')
    .hill(([x]) => Math.min(Math.max(x, 0), 300) / 10)
    .street('Hill Road', 'residential', [from(0, 0), east(300), east(300)])
    .facility('clinic', 'health_station', at(600, 10))
    .facility('shop', 'convenience_store', at(0, 10))
    .block('foot', at(0, -10))
    .block('top', at(600, -10))

const SCENES = [
  twoVillages,
  island,
  riverOneBridge,
  parkWithFourGates,
  gatedCompound,
  sameEdge,
  justOverTheBorder,
  stepsOrDetour,
  oneWayEscalator,
  blockedGate,
  bridgeOverhead,
  tunnelBelow,
  loopStreet,
  missingNodes,
  crossingSignals,
  twoEntrances,
  wallBetween,
  motorwayBetween,
  twoCompoundsOneGate,
  privateShortCut,
  enclosedStreet,
  wallWithGate,
  squareWithFountain,
  hill,
]

/** All scenes by name, freshly built. */
export function allScenes(): Map<string, Scene> {
  return new Map(SCENES.map((build) => build()).map((built) => [built.name, built]))
}

/** One scene by name. */
export function namedScene(name: string): Scene {
  const found = allScenes().get(name)
  if (found === undefined) throw new Error(`No scene "${name}"`)
  return found
}
