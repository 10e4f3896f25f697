// Walls of closed compounds: with every street open that crosses an outline, the walk would be within the limit. Nobody walks through a third one
// even then.
import { UNREACHED } from '../../../foundation/units.ts'
import type { CauseContext, CauseOfGaps } from './cause-test.ts'

export const COMPOUND_CAUSE: CauseOfGaps = {
  cause: 'compound',
  test: (context) => {
    const open = context.walksIn('openGates')
    return {
      holds: (origin) => open?.isMet(origin) === true,
      plainness: (origin) => open?.walk(origin)?.length ?? UNREACHED,
      evidence: (origin) => {
        const walk = open!.walk(origin)!
        return context.evidence(origin, {
          facility: walk.facility,
          straightMetres: context.straightToLinked.nearest(origin, Infinity)?.metres ?? null,
          walkWithout: walk.length,
          compoundIds: compoundsOf(context, origin, walk.facility),
        })
      },
    }
  },
}

/** The compound that one lives in, and the one that is visited. */
function compoundsOf({ study, others, blockOfOrigin }: CauseContext, origin: number, facility: number): string[] {
  const opened = others.openGates() ?? study
  const { network } = opened
  const names = regionIds(network.regionNames)
  const closed = new Set(network.ringRegion)
  const ids = new Set<string>()
  const add = (edge: number) => {
    const region = edge < 0 ? 0 : network.edgeRegion[edge]!
    if (closed.has(region)) ids.add(names[region - 1]!)
  }
  for (let at = opened.origins.originOffset[origin]!; at < opened.origins.originOffset[origin + 1]!; at++) {
    add(opened.demandLinkage.edge[at]!)
  }
  opened.facilityOfEntrance.forEach((owner, entrance) => {
    if (owner === facility) add(opened.entranceLinkage.edge[entrance]!)
  })
  // An estate that nobody has drawn a wall of, but whose gates are on a list.
  return ids.size > 0 ? [...ids] : [study.blocks[blockOfOrigin[origin]!]!.id]
}

function regionIds(names: Uint8Array): readonly string[] {
  return names.length === 0 ? [] : (JSON.parse(new TextDecoder().decode(names)) as string[])
}
