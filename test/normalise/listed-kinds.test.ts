// One value with several kinds in it: each is a kind of its own.
import { describe, expect, it } from 'vitest'
import { categoriseOsmAll } from '../../src/normalise/categories/category-matching.ts'
import { facilitiesFromOsm } from '../../src/normalise/osm/osm-facilities.ts'
import { rawOsmFrom } from './raw-osm-from.ts'

const kindsOf = (tags: Readonly<Record<string, string>>, name: string | null = null) =>
  categoriseOsmAll(new Map(Object.entries(tags)), name).map(({ category }) => category.id)

describe('a value with semicolons', () => {
  it.each([
    [{ amenity: 'pharmacy;clinic' }, 2],
    [{ amenity: 'clinic; pharmacy' }, 2],
    [{ shop: 'supermarket;bakery' }, 2],
    [{ shop: 'convenience;bakery' }, 2],
    [{ amenity: 'kindergarten;school' }, 2],
    [{ amenity: 'post_office;bank' }, 2],
    [{ amenity: 'hospital;clinic' }, 2],
    [{ leisure: 'park;playground' }, 2],
    [{ amenity: 'pharmacy;' }, 1],
    [{ amenity: 'pharmacy;pharmacy' }, 1],
    [{ amenity: 'pharmacy;nonsense' }, 1],
    [{ amenity: ';' }, 0],
  ] as const)('%o has %i kinds, those of its parts', (tags, count) => {
    const kinds = kindsOf(tags)
    expect(kinds).toHaveLength(count)
    const parts = Object.entries(tags).flatMap(([key, value]) =>
      value.split(';').flatMap((part) => kindsOf({ [key]: part.trim() })),
    )
    expect([...kinds].sort()).toEqual([...new Set(parts)].sort())
  })

  it('is the same whichever part comes first', () => {
    expect(kindsOf({ amenity: 'pharmacy;clinic' })).toEqual(kindsOf({ amenity: 'clinic;pharmacy' }))
  })

  it('healthcare adds nothing to an amenity that says it', () => {
    expect(kindsOf({ amenity: 'pharmacy;clinic', healthcare: 'pharmacy' }).sort()).toEqual(['clinic', 'pharmacy'])
    expect(kindsOf({ amenity: 'pharmacy', healthcare: 'pharmacy;clinic' })).toEqual(['pharmacy'])
  })

  it('makes one facility for each kind, at the same place', async () => {
    const raw = rawOsmFrom({ nodes: [[7, 10, 0, { amenity: 'pharmacy;clinic', name: 'Both' }]] })
    const { facilities } = await facilitiesFromOsm(raw)
    expect(facilities.map(({ category }) => category).sort()).toEqual(['clinic', 'pharmacy'])
    expect(facilities.map(({ id }) => id.replace(/#.*/, ''))).toEqual(['node/7', 'node/7'])
    expect(facilities.map(({ categoryReason }) => categoryReason).sort()).toEqual([
      'amenity=clinic',
      'amenity=pharmacy',
    ])
  })
})
