import { describe, expect, it } from 'vitest'
import { tellApart } from '../../src/cli/inputs/source-names.ts'

const namesOf = (...paths: string[]) =>
  tellApart(paths.map((path) => ({ path, name: path.slice(path.lastIndexOf('/') + 1) }))).map(({ name }) => name)

describe('tellApart', () => {
  it('leaves names alone that differ', () => {
    expect(namesOf('a/x.csv', 'a/y.csv', '/z/w.csv')).toEqual(['x.csv', 'y.csv', 'w.csv'])
  })

  it('takes the shortest end of the path that no other file of the name has', () => {
    expect(namesOf('a/x.csv', 'b/x.csv', 'y.csv')).toEqual(['a/x.csv', 'b/x.csv', 'y.csv'])
    expect(namesOf('/1/a/x.csv', '/2/a/x.csv', '/2/b/x.csv')).toEqual(['1/a/x.csv', '2/a/x.csv', 'b/x.csv'])
    expect(namesOf('/a/x.csv', '/x.csv')).toEqual(['a/x.csv', '/x.csv'])
  })

  it('calls one file given twice by one name, however its path is written', () => {
    expect(namesOf('a/x.csv', './a/../a/x.csv')).toEqual(['x.csv', 'x.csv'])
    expect(namesOf('a/x.csv', 'a/./x.csv', 'b/x.csv')).toEqual(['a/x.csv', 'a/x.csv', 'b/x.csv'])
  })
})
