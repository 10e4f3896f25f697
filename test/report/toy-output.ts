// A map format of one file, as a newcomer would write it: what an entry of the registry needs.
import type { Output } from '../../src/report/outputs/output.ts'

const TOY_FILE = { name: 'layers.toy', mediaType: 'text/plain' }

/** A format that nobody needs, as an entry of the registry. */
export const TOY = {
  id: 'toy',
  kind: 'layers',
  files: [TOY_FILE],
  aboutEn: 'names of layers and how many rows they have',
  aboutZh: '图层名称与行数',
  needs: [],
  layer: {
    suffixes: ['.toy'],
    canBeShifted: false,
    async write(layer) {
      return [new TextEncoder().encode(`${layer.name}\n`)]
    },
  },
  async make({ report }) {
    const { mapLayers } = await import('../../src/report/layers/map-layers.ts')
    const lines = mapLayers(report).map(({ name, rowCount }) => `${name} ${rowCount}\n`)
    return [{ ...TOY_FILE, content: lines.join('') }]
  },
} as const satisfies Output
