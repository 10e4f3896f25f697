// Costs of arcs against their definition, arc by arc, on ways drawn by lot: stairs, one-way paths, waits at signals.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UNREACHED } from '../../src/foundation/units.ts'
import { buildNetwork } from '../../src/network/build-network.ts'
import { buildImpedance } from '../../src/network/impedance.ts'
import type { WalkProfile } from '../../src/network/profile.ts'
import {
  NODE_SIGNALS,
  WAY_BACKWARD_ONLY,
  WAY_BRIDGE,
  WAY_FORWARD_ONLY,
  WAY_STEPS,
  WAY_TUNNEL,
} from '../../src/normalise/streets/walkable-ways-record.ts'
import { drawings, waysOf } from './drawn-ways.ts'

const profiles: fc.Arbitrary<WalkProfile> = fc.record({
  id: fc.constant('some'),
  walkMetresPerSecond: fc.constantFrom(0.9, 1.25),
  stepsTimeFactor: fc.constantFrom(null, 1, 2),
  crossingWaitSeconds: fc.constantFrom(0, 20),
})

describe('buildImpedance', () => {
  it('costs what its definition says, there and back', () => {
    let symmetric = 0
    let asymmetric = 0
    fc.assert(
      fc.property(drawings, profiles, fc.constantFrom('time', 'distance'), (drawn, profile, basis) => {
        // A few flags are enough: with all of them drawn, hardly a network would be the same there and back.
        const ways = drawn.ways.map((way) => ({ ...way, flags: way.flags < 96 ? way.flags & WAY_STEPS : way.flags }))
        const network = buildNetwork(waysOf({ ...drawn, ways }), { private: 'ordinary' })
        const costs = buildImpedance(network, profile, basis)
        const wait = (vertex: number) =>
          basis === 'time' && (network.vertexFlags[vertex]! & NODE_SIGNALS) !== 0
            ? profile.crossingWaitSeconds * 1000
            : 0
        const alongEdge = (edge: number, isAgainst: boolean): number => {
          const flags = network.edgeFlags[edge]!
          if ((flags & (isAgainst ? WAY_FORWARD_ONLY : WAY_BACKWARD_ONLY)) !== 0) return UNREACHED
          const factor = (flags & WAY_STEPS) !== 0 ? profile.stepsTimeFactor : 1
          if (factor === null) return UNREACHED
          const millimetres = network.edgeLengthMm[edge]!
          const exact = basis === 'time' ? (millimetres / profile.walkMetresPerSecond) * factor : millimetres
          return Math.max(1, Math.round(exact))
        }
        const add = (cost: number, more: number) => (cost === UNREACHED ? UNREACHED : cost + more)
        const there: number[] = []
        const back: number[] = []
        for (let vertex = 0; vertex < network.vertexFlags.length; vertex++) {
          for (let arc = network.arcOffset[vertex]!; arc < network.arcOffset[vertex + 1]!; arc++) {
            const edge = network.arcEdge[arc]! >> 1
            const isAgainst = network.arcEdge[arc]! % 2 === 1
            there.push(add(alongEdge(edge, isAgainst), wait(network.arcTarget[arc]!)))
            back.push(add(alongEdge(edge, !isAgainst), wait(vertex)))
          }
        }
        expect([...costs.arcCost]).toEqual(there)
        expect([...costs.arcCostReversed]).toEqual(back)
        const isSame = there.every((cost, arc) => cost === back[arc])
        expect(costs.arcCost === costs.arcCostReversed).toBe(isSame)
        if (isSame) symmetric++
        else asymmetric++
        for (let edge = 0; edge < network.edgeFrom.length; edge++) {
          const [forward, backward] = [alongEdge(edge, false), alongEdge(edge, true)]
          expect([costs.edgeForwardCost[edge], costs.edgeBackwardCost[edge]]).toEqual([forward, backward])
          const isPassable = forward !== UNREACHED || backward !== UNREACHED
          const isOnGround = (network.edgeFlags[edge]! & (WAY_BRIDGE | WAY_TUNNEL)) === 0
          expect(costs.edgePassable[edge]).toBe(isPassable ? 1 : 0)
          const choices = costs.edgeLinkable[edge]! + costs.edgeLinkableMinor[edge]! + costs.edgeOnIsland[edge]!
          expect(choices).toBe(isPassable && isOnGround ? 1 : 0)
        }
      }),
      { numRuns: 300 },
    )
    expect(Math.min(symmetric, asymmetric)).toBeGreaterThan(20)
  })
})
