// Words of the column `status` in tables of candidates, in Chinese and English. Text in, a meaning out. It knows no column.
import type { CandidateStatus } from '../places/site-candidate.ts'
import { type WordReader, wordReader } from './word-table.ts'

/** What a status word of a candidate means. */
export const candidateStatusOf: WordReader<CandidateStatus> = wordReader<CandidateStatus>([
  ['existing', 'existing|open|in use|现有|已有|既有|现状|已建|已建成|在用|现有设施|現有|已有設施|既有設施|現狀|已建成'],
  ['required', 'required|fixed|must|必选|必建|必须|指定|确定|已定|必選|必建|必須|確定'],
  ['candidate', 'candidate|optional|possible|候选|备选|可选|候选点|备选点|候選|備選|可選'],
  ['excluded', 'excluded|not available|排除|剔除|不选|不可用|不可选|排除|不選|不可選'],
])

/** The words that a hint names. */
export const CANDIDATE_STATUS_WORDS = 'existing, required, candidate, excluded'
