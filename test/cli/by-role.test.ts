import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { byRole } from '../../src/cli/inputs/by-role.ts'
import { UsageError } from '../../src/cli/usage-error.ts'

function parse(...values: string[]): unknown {
  const command = new Command().exitOverride().option('--crs <system...>', '', byRole('--crs'))
  return command.parse(['--crs', ...values], { from: 'user' }).opts().crs
}

describe('one answer for all tables, or one for each role', () => {
  it.each([
    [['gcj02'], 'gcj02'],
    [['+proj=utm +zone=33 +ellps=GRS80'], '+proj=utm +zone=33 +ellps=GRS80'],
    [['facilities=gcj02', 'blocks=EPSG:4527'], { facilities: 'gcj02', blocks: 'EPSG:4527' }],
    [
      ['blocks=wgs84', 'bd09'],
      {
        facilities: 'bd09',
        blocks: 'wgs84',
        gates: 'bd09',
        totals: 'bd09',
        compounds: 'bd09',
        heights: 'bd09',
        candidates: 'bd09',
      },
    ],
    [['gates=+proj=longlat +ellps=GRS80'], { gates: '+proj=longlat +ellps=GRS80' }],
  ])('%j', (values, said) => {
    expect(parse(...values)).toEqual(said)
    // A parser is made once and used again.
    expect(parse(...values)).toEqual(said)
  })

  it.each([[['streets=gcj02']], [['gcj02', 'bd09']], [['blocks=a', 'blocks=b']]])('refuses %j', (values) => {
    expect(() => parse(...values)).toThrow(UsageError)
  })
})
