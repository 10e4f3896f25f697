// HALLWAY: a study once more under other conditions: gates open, steps gone, level ground, another walker. Each is made when first asked for.
import { walkProfile } from '../network/profile.ts'
import { hasSlopes } from '../network/uneven-edges.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { WAY_STEEP, WAY_STEPS } from '../normalise/streets/walkable-ways-record.ts'
import type { OtherStudies } from '../plan/remedies/causes/cause-test.ts'
import { type GateStart, shutGates } from '../plan/remedies/gate-starts.ts'
import { type AccessStudy, prepareStudy, type StudyOptions } from '../study/access-study.ts'
import { closeCompounds } from './close-compounds.ts'
import type { LoadedArea } from './load-area.ts'

/** The profile that everybody is compared with. */
const ADULT = 'adult'

/** The other studies of a study; what would change nothing is `null`. */
export function otherStudies(area: LoadedArea, study: AccessStudy, demand: StudyOptions['demand']): OtherStudies {
  const { profile, maxLinkMetres, direction, categories, facilities, blocks, network } = study
  const options: StudyOptions = { profile, maxLinkMetres, demand, direction, categories }
  const on = (other: WalkNetwork, more: Partial<StudyOptions> = {}, people: AccessStudy['blocks'] = blocks) =>
    shutAlike(prepareStudy(other, facilities, people, { ...options, ...more }), study)
  // The same streets: who sets out does so where he does today.
  const sameStart = (other: AccessStudy): AccessStudy => ({
    ...other,
    demandLinkage: study.demandLinkage,
    originWeight: study.originWeight,
  })
  const hasFlag = (flag: number) => network.edgeFlags.some((flags) => (flags & flag) !== 0)
  const hasSteps = profile.stepsTimeFactor !== 1 && hasFlag(WAY_STEPS)
  const isUneven = hasSlopes(network) || (profile.stepsTimeFactor === null && hasFlag(WAY_STEEP))
  const closed = area.compounds?.closed ?? []
  return {
    openGates: once(() => {
      const shut = shutGates(study)
      if (closed.length === 0 && shut.length === 0) return null
      const others = area.compounds?.known.map((compound) => ({ ...compound, gates: [] })) ?? []
      const open = closed.length === 0 ? network : closeCompounds(area, others).network
      return on(open, {}, withOpenGates(blocks, shut))
    }),
    withoutSteps: once(() => (hasSteps ? sameStart(on(withoutFlags(network, WAY_STEPS))) : null)),
    withoutSlopes: once(() => (isUneven ? sameStart(on(level(network))) : null)),
    withoutBoth: once(() => (hasSteps || isUneven ? sameStart(on(level(withoutFlags(network, WAY_STEPS)))) : null)),
    atSomeHour: once(() => {
      if (study.isShut === undefined) return null
      const { isShut: _, ...open } = on(
        area.network,
        {},
        withOpenGates(
          blocks,
          shutGates(study).filter(({ gate }) => gate?.hours != null),
        ),
      )
      return open
    }),
    asAdult: once(() => (profile.id === ADULT ? null : sameStart(on(network, { profile: walkProfile(ADULT) })))),
  }
}

/** The study with the same facilities shut. */
function shutAlike(other: AccessStudy, { isShut }: AccessStudy): AccessStudy {
  return isShut === undefined ? other : { ...other, isShut }
}

/** Blocks whose walks begin at their gates, at those that are shut, too. */
function withOpenGates(blocks: AccessStudy['blocks'], shut: readonly GateStart[]): AccessStudy['blocks'] {
  return blocks.map((block, number) => {
    const own = shut.filter((start) => start.block === number).map(({ lonLat }) => lonLat)
    return own.length === 0 ? block : { ...block, gates: [...block.gates, ...own] }
  })
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function withoutFlags(network: WalkNetwork, flags: number): WalkNetwork {
  return { ...network, edgeFlags: network.edgeFlags.map((own) => own & ~flags) }
}

function level(network: WalkNetwork): WalkNetwork {
  return {
    ...withoutFlags(network, WAY_STEEP),
    slopeOffset: new Uint32Array(0),
    slopeEndMm: new Uint32Array(0),
    slopeGrade: new Float32Array(0),
  }
}
