import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mapLayers } from '../../src/report/layers/map-layers.ts'
import type { ReportColumn } from '../../src/report/layers/report-columns.ts'
import { filesDocument } from './files-document.ts'
import { makeReport } from './table-fixture.ts'

const page = new URL('../../docs/files.md', import.meta.url)
if (process.env.UPDATE_DOCS === '1') writeFileSync(page, filesDocument())

describe('docs/files.md', () => {
  it('is what the code says', () => {
    expect(readFileSync(page, 'utf8')).toBe(filesDocument())
  })

  it('describes every column that a layer can have', () => {
    const text = filesDocument()
    expect(text).not.toContain('undefined')
    for (const layer of mapLayers(makeReport({ categories: 7 }))) {
      for (const column of layer.columns as readonly ReportColumn[])
        expect(text).toContain(`| \`${column.specKey}\` | ${column.type} |`)
    }
  })
})
