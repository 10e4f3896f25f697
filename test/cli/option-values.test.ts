import { describe, expect, it } from 'vitest'
import { boundedNumber, idList, lonLat, numberList, wholeNumber } from '../../src/cli/inputs/option-values.ts'
import { UsageError } from '../../src/cli/usage-error.ts'

describe('values of options', () => {
  it('reads lists, numbers, places and ids', () => {
    expect(numberList('--minutes')('5,10, 15')).toEqual([5, 10, 15])
    expect(boundedNumber('--fail-under', 0, 100)('99.5')).toBe(99.5)
    expect(wholeNumber('--threads', 1, 8)('8')).toBe(8)
    expect(lonLat('--at')('-8.61,41.15')).toEqual([-8.61, 41.15])
    expect(idList('a, b,,', ['c'])).toEqual(['c', 'a', 'b'])
  })

  it.each([
    () => numberList('--minutes')('5;10'),
    () => numberList('--minutes')('-5'),
    () => numberList('--minutes')('1e3'),
    () => numberList('--minutes')(''),
    () => numberList('--minutes')('Infinity'),
    () => boundedNumber('--fail-under', 0, 100)('NaN'),
    () => wholeNumber('--threads', 1, 8)('1.5'),
    () => wholeNumber('--threads', 1, 8)('9'),
    () => lonLat('--at')('116'),
    () => lonLat('--at')('a,b'),
    () => lonLat('--at')('1,2,3'),
  ])('refuses %s', (read) => {
    expect(read).toThrow(UsageError)
  })

  it('recognises a latitude in the place of the longitude', () => {
    try {
      lonLat('--at')('39.99,116.33')
      expect.unreachable()
    } catch (error) {
      expect((error as UsageError).hintSaid).toEqual({
        key: 'hint.longitude-first',
        values: { example: '--at 116.33,39.99' },
      })
    }
  })
})
