import { describe, expect, it } from 'vitest'
import { toGatePages } from '../../src/report/poster/gate-places.ts'

describe('toGatePages', () => {
  const gate = (gateIndex: number, side: 'east' | 'south', walks: [] | null = []) => {
    return { gateIndex, lonLat: [1, 2] as const, side, walks }
  }

  it('numbers gates on the same side, counts all, and has no place for one without a street', () => {
    const pages = toGatePages(
      { id: 'b7', name: null },
      [gate(0, 'east'), gate(1, 'south', null), gate(2, 'east')],
      'en',
    )
    expect(pages.map(({ id, side, place }) => [id, side, place?.name])).toEqual([
      ['b7-gate-1', 'east gate 1', 'b7, east gate 1'],
      ['b7-gate-2', 'south gate', undefined],
      ['b7-gate-3', 'east gate 2', 'b7, east gate 2'],
    ])
    const chinese = toGatePages({ id: 'b7', name: '榆园' }, [gate(0, 'east'), gate(1, 'east')], 'zh')
    expect(chinese.map(({ place }) => place?.name)).toEqual(['榆园 东门（1）', '榆园 东门（2）'])
  })
})
