// What a word says about whether a place is open: by stems and patterns in Chinese, English, Spanish, German, French, Portuguese, Italian.
// In: a text of a status column, or the remark in a name or kind. Out: open, closed, planned, or not understood. It knows no column.

/** Whether people can use a place. */
export type PlaceState = 'open' | 'closed' | 'planned'

/** A denial turns what follows round: 未停业 is open, 未启用 is not yet. */
const HAN: readonly (readonly [PlaceState, RegExp])[] = [
  [
    'open',
    /[未没无不](?:有)?(?:被)?(?:停|关|關|拆|撤|注销|搬|废|废弃|空置|闲置)|(?:恢复|重新|复)(?:营业|开放|运营|使用|业|开|启用)|复业|保留|已修复/,
  ],
  [
    'planned',
    /[未没待尚](?:有|能|予)?(?:启用|投用|投入|开业|开园|开放|开办|开建|建|交付|竣工|完工|运营|营业|使用|验收|落成|动工|开工)|待开|拟|筹|规划|規劃|計劃|计划|预计|即将|将于|在建|建设中|建設中|施工|新建中|扩建中|立项|选址|(?:已)?批未建|远期|近期实施|设计中/,
  ],
  [
    'closed',
    /停|关闭|关停|关门|關閉|關停|已关|闭店|闭园|闭馆|闭校|拆|撤|注销|吊销|歇业|倒闭|破产|搬迁|搬走|已搬|迁出|迁走|迁址|迁至|空置|闲置|廢棄|废弃|废止|废置|作废|荒废|取消|裁撤|结业|封闭|解散|不(?:再)?(?:营业|开放|运营|使用|对外)|改作|改为|挪用|占用|维修中|装修|改造中|报废|灭失|不存在|已无|失效|过期/,
  ],
  [
    'open',
    /在用|正常|营业|營業|运营|營運|运行|使用|开放|開放|现状|現狀|现有|已有|既有|存续|有效|启用|已建|建成|竣工|开业|在营|在业|在册|在办|良好|完好|完善|服务中|投用|对外|已投/,
  ],
]

const LATIN: readonly (readonly [PlaceState, RegExp])[] = [
  [
    'open',
    /\b(?:not|never|un|non|nicht|pas|no) ?(?:closed|abandoned|demolished|disused|cerrad|geschlossen|fermé|fechad)|re-?open|reabiert|wieder ?eröffnet|rouvert|reabert/,
  ],
  [
    'planned',
    /\bplan(?:ned|ning|s)?\b|propos|under ?construction|\bconstruction\b|being built|not (?:yet )?(?:open|built|opened|started|in operation)|upcoming|\bfuture\b|coming soon|project(?:ed)?\b|unbuilt|opening soon|planead|planejad|planificad|proyect|previst|en construcci|en obras|em constru|em obras|futur[oa]?\b|projetad|projectad|geplant|im bau\b|in planung|in bau\b|vorgesehen|zukünftig|künftig|prévu|planifi|en projet|en construction|en travaux|à venir|pianificat|in costruzione|in progetto|sin abrir|por abrir|noch nicht|pas encore|todavía no|ainda não/,
  ],
  [
    'closed',
    /clos(?:ed|ing|ure)|\bshut|disused|abandon|demolish|\brazed|\bremoved|vacant|defunct|ceased|inactiv|inativ|inaktiv|inactif|out of (?:use|order|service|business)|not (?:in (?:use|service|operation)|open|active|operat)|non[- ]?operat|suspended|dissolved|relocated|moved (?:out|away|to)|derelict|unused|no longer|cancel|revoked|\bformer\b|cerrad|clausurad|demolid|desuso|fuera de servicio|suspendid|no (?:activ|abiert|operativ|existe)|dad[oa] de baja|trasladad|desactivad|desativad|fechad|encerrad|extint|geschlossen|stillgelegt|aufgegeben|abgerissen|außer betrieb|ausser betrieb|leer ?steh|leerstand|aufgelöst|nicht (?:in betrieb|aktiv|vorhanden)|ehemalig|fermé|désaffect|désactiv|démoli|supprimé|hors service|cessé|chius|dismess|demolit|abbandonat|non attiv|soppress/,
  ],
  [
    'open',
    /\bopen|\bactiv|operat|in (?:use|service|operation)|existing|\bcurrent|running|\bnormal|functional|functioning|available|\bok\b|abiert|en (?:uso|servicio|funcionamiento)|existente|vigente|abert|\bativ|em (?:uso|funcionamento|operação)|geöffnet|\boffen|\baktiv|in betrieb|bestand|bestehend|vorhanden|ouvert|\bactif|en (?:service|activité)|existant|apert|\battiv|in esercizio|esistente/,
  ],
]

/** Whole texts, also the answers to a question such as 是否在用. */
const WHOLE: ReadonlyMap<string, PlaceState> = new Map([
  ...'是|有|开|√|✓|y|yes|true|sí|si|sim|ja|oui|t'.split('|').map((word) => [word, 'open'] as const),
  ...'否|无|无此设施|关|停|没有|×|✗|✕|n|no|false|não|nao|nein|non|f|x'
    .split('|')
    .map((word) => [word, 'closed'] as const),
])

const HAN_LETTER = /[\u3400-\u9fff]/

/**
 * What a status text says, `null` where it says nothing that is known.
 *
 * @example
 * ```ts
 * import { stateOfWord } from 'living-circle/parts'
 * stateOfWord('2024年6月停业') // 'closed'
 * stateOfWord('规划新增') // 'planned'
 * stateOfWord('im Bau') // 'planned'
 * stateOfWord('待核实') // null
 * ```
 */
export function stateOfWord(text: string): PlaceState | null {
  const plain = text
    .slice(0, 200)
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
  const whole = WHOLE.get(plain)
  if (whole !== undefined) return whole
  if (HAN_LETTER.test(plain)) {
    const found = firstOf(HAN, plain.replace(/\s+/g, ''))
    if (found !== null) return found
  }
  return firstOf(LATIN, plain)
}

function firstOf(table: readonly (readonly [PlaceState, RegExp])[], text: string): PlaceState | null {
  for (const [state, pattern] of table) if (pattern.test(text)) return state
  return null
}

/** A word in brackets at the end, or at the start, of a name or kind: `幼儿园（拟建）`, `[closed] Library`. */
const REMARK =
  /^(.*?)[([{【〔]([^()[\]{}【】〔〕]{1,30})[)\]}】〕]\s*$|^[([{【〔]([^()[\]{}【】〔〕]{1,30})[)\]}】〕]\s*(.+)$/
/** Words before a kind: 拟建幼儿园, planned school, disused:amenity=school. */
const BEFORE =
  /^(拟建|在建|待建|筹建|规划|新规划|规划新增|已拆除|已拆|已关闭|已停用|已停业|关停|停用|停业|废弃|闲置|空置|planned|proposed|construction|future|disused|abandoned|demolished|razed|removed|closed|former|geplante[rs]?|ehemalige[rs]?)(?:的|[\s:：_-]+|(?=[\u3400-\u9fff]))(.+)$/i
/** Marks after a kind or name: 幼儿园-规划, Library - closed. */
const AFTER =
  /^(.+?)(?:\s*[-–—_:：]\s*|\s+)(拟建|在建|待建|筹建|规划|已拆除|已拆|已关闭|已停用|已停业|关停|停用|停业|planned|proposed|disused|abandoned|demolished|closed)$/i

/** Most names have none of these, and need no further look. */
const MAY_REMARK =
  /[(（[{【〔［]|[拟在待筹规已关停废闲空]|plan|propos|construct|future|disus|aband|demol|raz|remov|clos|former|gepl|ehem/i

/** A remark on the state of a place, and the text without it. */
export interface StateRemark {
  readonly state: PlaceState
  readonly remark: string
  readonly rest: string
}

/**
 * A remark on the state within a name or kind, `null` for none. Only what stands apart counts: a 规划展览馆 is open.
 *
 * @param loose also words joined to the front (拟建幼儿园), which only kinds have
 */
export function stateRemark(text: string, loose: boolean): StateRemark | null {
  if (!MAY_REMARK.test(text)) return null
  const plain = text.slice(0, 200).normalize('NFKC').trim()
  const bracket = /[([{【〔]/.test(plain) ? REMARK.exec(plain) : null
  if (bracket !== null) {
    const remark = bracket[2] ?? bracket[3]!
    const state = stateOfRemark(remark)
    if (state !== null) return { state, remark, rest: (bracket[1] ?? bracket[4]!).trim() }
  }
  const after = AFTER.exec(plain)
  if (after !== null) return { state: stateOfWord(after[2]!)!, remark: after[2]!, rest: after[1]! }
  const before = loose ? BEFORE.exec(plain) : null
  if (before === null) return null
  const state = stateOfWord(before[1]!)
  return state === null ? null : { state, remark: before[1]!, rest: before[2]! }
}

/** In brackets stand branches and sides, too: only closed and planned are remarks, and not a name that happens to hold such a letter. */
function stateOfRemark(remark: string): PlaceState | null {
  if (
    /停车|停靠|换乘|拆装|站|店|路|楼|号|校区|院|家园|广场|中心$/.test(remark) &&
    !/已|暂停|停业|停用|拟建/.test(remark)
  )
    return null
  const state = stateOfWord(remark)
  return state === 'open' || WHOLE.has(remark.toLowerCase()) ? null : state
}
