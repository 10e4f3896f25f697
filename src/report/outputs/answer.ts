// The saved answer: an entry of the registry. All that the other outputs need of the analysis, in one file, so that `living-circle report`
// makes them later. What lies under the blocks is not in it: that takes a fifth of a run's time, and is in the extract.
import type { Output, OutputFile } from './output.ts'

export const ANSWER = {
  id: 'answer',
  kind: 'usual',
  files: [{ name: 'answer.bin', mediaType: 'application/octet-stream' }],
  aboutEn: 'the whole answer, for documents made later',
  aboutZh: '完整结果，供以后生成文档',
  needs: [],
  async make({ report, routes }): Promise<OutputFile[]> {
    const { saveAnswer } = await import('../../answer/saved-answer.ts')
    const ground = { basemap: null, routes: (await routes?.()) ?? [] }
    return [{ ...ANSWER.files[0], content: () => [saveAnswer(report, ground)] }]
  },
} as const satisfies Output
