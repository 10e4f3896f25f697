// Scenes that isochrones of other tools got wrong: water, walls and motorways between streets that lie near each other.
import { at, east, from, north, type Scene, scene, south, west } from '../scene/build-scene.ts'

export interface IsochroneScene {
  readonly scene: Scene
  /** Where the walk begins, metres. */
  readonly origin: readonly [number, number]
  readonly metres: readonly number[]
  /** Metres that must be inside the largest limit, and that must not be. */
  readonly inside: readonly (readonly [number, number])[]
  readonly outside: readonly (readonly [number, number])[]
}

const river: IsochroneScene = {
  scene: scene('river', 'Eighty metres of water and no bridge: nothing on the other bank, nothing in the water.')
    .water([at(-100, 60), at(700, 60), at(700, 120), at(-100, 120)])
    .street('South Bank', 'residential', [from(0, 50), east(300), east(300)])
    .street('South Lane', 'residential', [from(300, 50), south(250)])
    .street('North Bank', 'residential', [from(0, 130), east(300), east(300)])
    .street('North Lane', 'residential', [from(300, 130), north(250)])
    .street('Far Round', 'residential', [from(600, 50), east(900), north(80), west(900)]),
  origin: [200, 45],
  metres: [150, 300, 600],
  inside: [
    [200, 45],
    [0, 50],
    [600, 50],
    [300, -190],
    [780, 50],
  ],
  outside: [
    [200, 90],
    [300, 80],
    [200, 130],
    [600, 130],
    [300, 200],
    [840, 50],
  ],
}

const oneBridge: IsochroneScene = {
  scene: scene(
    'one-bridge',
    'The same river with one bridge at its eastern end: the other bank is reached by the long way only.',
  )
    .water([at(-100, 60), at(700, 60), at(700, 120), at(-100, 120)])
    .street('South Bank', 'residential', [from(0, 50), east(300), east(300)])
    .street('North Bank', 'residential', [from(0, 130), east(300), east(300)])
    .street('Bridge', 'footway', [from(600, 50), north(80)], { bridge: 'yes' }),
  origin: [200, 45],
  metres: [200, 400, 600],
  inside: [
    [600, 90],
    [600, 130],
    [490, 130],
  ],
  outside: [
    [200, 90],
    [440, 130],
    [200, 130],
    [540, 90],
    [660, 90],
  ],
}

const wall: IsochroneScene = {
  scene: scene('wall', 'Two rows of houses back to back with a wall between: sixty metres apart, nine hundred on foot.')
    .street('Front Street', 'residential', [from(0, 0), east(400), east(400)])
    .street('Back Street', 'residential', [from(0, 60), east(400), east(400)])
    .street('End Street', 'residential', [from(800, 0), north(60)]),
  origin: [100, -5],
  metres: [250, 500, 900],
  inside: [
    [100, 20],
    [800, 30],
    [720, 60],
  ],
  outside: [
    [100, 31],
    [400, 31],
    [650, 31],
    [100, 60],
    [600, 60],
  ],
}

const motorway: IsochroneScene = {
  scene: scene('motorway', 'A motorway that nobody walks on; one underpass joins the two sides.')
    .street('Motorway', 'motorway', [from(-200, 80), east(500), east(700)])
    .street('South Road', 'residential', [from(0, 40), east(400), east(400)])
    .street('North Road', 'residential', [from(0, 120), east(400), east(400)])
    .street('Underpass', 'footway', [from(400, 40), north(80)], { tunnel: 'yes' }),
  origin: [150, 35],
  metres: [200, 400, 600],
  inside: [
    [400, 80],
    [400, 120],
    [200, 120],
    [600, 120],
  ],
  outside: [
    [150, 80],
    [340, 80],
    [460, 80],
    [-100, 80],
    [600, 80],
    [100, 120],
  ],
}

const loop: IsochroneScene = {
  scene: scene(
    'loop',
    'A block of houses walked round from both sides: the walks meet behind it, and the yard in it stays out.',
  )
    .street('Loop', 'residential', [from(0, 0), east(300), north(200), west(150), west(150), south(200)])
    .street('Stub', 'residential', [from(150, 200), north(120)]),
  origin: [150, 0],
  metres: [150, 350, 600],
  inside: [
    [150, 200],
    [20, 100],
    [150, 300],
  ],
  outside: [
    [150, 100],
    [60, 60],
    [150, 346],
  ],
}

const deadEnd: IsochroneScene = {
  scene: scene('dead-end', 'The origin stands ninety metres off a dead end: the way to the street belongs to the walk.')
    .street('Cul-de-sac', 'residential', [from(0, 0), east(200)])
    .street('Main Street', 'residential', [from(0, -200), north(200), north(800)]),
  origin: [290, 0],
  metres: [60, 150, 400],
  inside: [
    [290, 0],
    [245, 0],
    [0, 100],
  ],
  outside: [
    [330, 0],
    [100, 60],
    [0, 150],
  ],
}

/** Every scene. */
export const ISOCHRONE_SCENES: readonly IsochroneScene[] = [river, oneBridge, wall, motorway, loop, deadEnd]
