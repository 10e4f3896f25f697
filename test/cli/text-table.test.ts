import { describe, expect, it } from 'vitest'
import { cellWidth, groupDigits, percent, printable, textTable } from '../../src/cli/tables/text-table.ts'

describe('textTable', () => {
  it('aligns by what a terminal shows', () => {
    const columns = [{ title: 'name' }, { title: 'n', right: true }]
    expect(
      textTable(columns, [
        ['清华', '5'],
        ['é', '10'],
        ['', ''],
      ]),
    ).toBe('name   n\n────  ──\n清华   5\né     10\n\n')
  })

  it('counts cells: wide characters two, marks none', () => {
    expect([
      cellWidth('abc'),
      cellWidth('清华'),
      cellWidth('e\u0301'),
      cellWidth('😀'),
      cellWidth('（'),
      cellWidth('–'),
    ]).toEqual([3, 4, 1, 2, 2, 1])
  })

  it('lets nothing from a file steer the terminal', () => {
    expect(printable('a\u001b[31mb\nc\u202ed\u0007')).toBe('a [31mb c d ')
    expect(textTable([{ title: 'x' }], [['\u001b[2J']])).not.toContain('\u001b')
  })
})

describe('numbers', () => {
  it('groups digits the same everywhere', () => {
    expect([0, 999, 1000, 1234567, 1234.5, -12345].map((value) => groupDigits(value))).toEqual([
      '0',
      '999',
      '1,000',
      '1,234,567',
      '1,234.5',
      '−12,345',
    ])
  })

  it('rounds a share as the pages do, never up to 100 % or down to nothing', () => {
    expect([0, 0.0004, 0.0006, 0.5287, 0.5, 0.9999, 1, null, Number.NaN, 0.29].map(percent)).toEqual([
      '0.0 %',
      '< 0.1 %',
      '0.1 %',
      '52.9 %',
      '50.0 %',
      '99.9 %',
      '100.0 %',
      '–',
      '–',
      '29.0 %',
    ])
  })
})
