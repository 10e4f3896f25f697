// Words about gates, estates and whom a place serves: who may pass, which way, whether it is open, without steps, closed in, open to
// be crossed. Chinese in both scripts, and English. It knows no table.
import type { GateDirection, GateState, GateUsers } from '../places/compound-record.ts'
import { stateOfWord } from './status-words.ts'
import { wordReader } from './word-table.ts'

const YES = '是|有|可|可以|允许|能|y|yes|true|1|t|√|✓|允許'
const NO = '否|无|没有|不|不可|不可以|不允许|不能|禁止|n|no|false|0|f|×|✗|無|沒有|不允許'

/** Who may pass a gate. Staff and vehicles are nobody who walks for daily needs. */
export const gateUsersOf = wordReader<GateUsers>([
  [
    'all',
    'all|anyone|everyone|everybody|anybody|public|the public|open to all|yes|permissive|designated|visitors|residents and visitors|pedestrians|' +
      '所有人|所有|全部|任何人|不限|公众|公众开放|公共|社会公众|对外|对外开放|开放|自由通行|自由出入|行人|人行|人车|人车混行|人车共用|人车通行|居民和访客|居民及访客|' +
      '业主和访客|业主及访客|住户及访客|访客|外来人员|所有行人|公眾|公眾開放|對外開放|開放|居民及訪客|住戶及訪客|訪客|社會公眾',
  ],
  [
    'residents',
    'residents|resident|residents only|private|owners|owner|homeowners|tenants|members|permit|permit holders|card holders|key holders|' +
      '居民|仅居民|仅限居民|限居民|小区居民|本小区居民|本小区|仅本小区居民|业主|仅业主|仅限业主|限业主|本小区业主|住户|仅住户|仅限住户|住户专用|业主专用|居民专用|' +
      '内部|内部人员|仅内部|内部通行|不对外|不对外开放|不對外|不對外開放|刷卡|刷脸|门禁|凭卡|凭卡出入|刷卡出入|刷卡进出|人脸识别|门禁卡|师生|教职工及学生|家属|' +
      '住戶|業主|僅住戶|僅居民|限住戶|本小區居民|內部|內部人員|門禁',
  ],
  [
    'none',
    'none|nobody|no one|noone|no|no access|nil|staff|staff only|employees|employees only|service|deliveries|vehicles|vehicles only|cars|cars only|motor vehicles|emergency|emergency only|fire|fire brigade|' +
      '无|无人|没有人|禁止|禁止通行|禁止出入|不通行|不可通行|不开放|员工|仅员工|工作人员|仅工作人员|职工|物业|环卫|垃圾清运|车辆|仅车辆|车行|机动车|仅机动车|' +
      '仅车行|消防|消防车|消防专用|应急|应急专用|仅应急|仅消防|員工|車輛|僅車輛|無人|消防車',
  ],
])

/** Which side a gate is on: no word about the way through it. */
const COMPASS =
  /^(?:朝|向)?[东南西北東]{1,2}(?:向|侧|面|门|側|門)?$|^(?:n|s|e|w|ne|nw|se|sw|nne|ene|ese|sse|ssw|wsw|wnw|nnw|(?:north|south)[ -]?(?:east|west)?(?:ern)?|(?:east|west)(?:ern)?)$/i

/** Which way a gate may be passed. The side that it is on says nothing of that, and is taken as both ways. */
export const gateDirectionOf = wordReader<GateDirection>(
  [
    [
      'both',
      'both|both ways|two way|twoway|bidirectional|in and out|inout|in out|entry and exit|entrance and exit|in & out|any|yes|' +
        '双向|双向通行|进出|可进可出|进出均可|出入|出入口|进出口|主出入口|次出入口|可进出|能进能出|雙向|進出|可進可出|進出口',
    ],
    [
      'in',
      'in|in only|entry|entry only|entrance|enter|inbound|inward|inwards|one way in|' +
        '进|只进|仅进|单进|入|只入|仅入|进入|进口|入口|只进不出|仅供进入|单向进|只能进|進|只進|僅進|進入|只進不出',
    ],
    [
      'out',
      'out|out only|exit|exit only|outbound|outward|outwards|leave|one way out|' +
        '出|只出|仅出|单出|外出|出口|只出不进|仅供外出|单向出|只能出|僅出|只出不進',
    ],
  ],
  (text) => (COMPASS.test(text.trim()) ? 'both' : undefined),
)

/** A gate for the fire brigade or for emergencies is shut to those who walk, whatever else is said of it. */
const EMERGENCY = /消防|应急|應急|紧急|緊急|逃生|emergency|fire/i
const BOTH_LOCK_AND_OPEN = /^(?:夜间|夜晚|晚间|晚上|夜間|晚間)(?:上锁|关闭|封闭|锁闭|關閉|上鎖)$/

/** Whether a gate can be passed today. */
export const gateStateOf = wordReader<GateState>(
  [
    [
      'open',
      'open|opened|unlocked|yes|in use|active|normal|usable|passable|always open|24h|24/7|24小时|24小时开放|全天|全天开放|' +
        '开放|常开|开|开启|打开|敞开|正常|正常开放|正常使用|正常通行|在用|启用|已启用|使用|使用中|可通行|通行|可用|已开通|开通|限时开放|定时开放|分时开放|' +
        '早晚开放|白天开放|日间开放|高峰开放|開放|常開|開|開啟|打開|全天開放|限時開放|定時開放|啟用|可通行|開通|使用中',
    ],
    [
      'closed',
      'closed|shut|locked|always locked|blocked|bricked up|walled up|sealed|chained|barred|no|not in use|out of use|disused|abandoned|removed|' +
        '常闭|关闭|关|关门|封闭|已封闭|封堵|封死|封锁|锁闭|上锁|锁|长期关闭|长期上锁|长期锁闭|临时关闭|停用|已停用|禁用|不开|不开放|不常开|不通|不可通行|不通行|' +
        '禁止通行|未启用|已拆除|已封|封|堵死|常閉|關閉|關|封閉|鎖閉|上鎖|長期關閉|停用中|不開放|不可用|已關閉',
    ],
    [
      'planned',
      'planned|proposed|under construction|future|not yet open|not open yet|' +
        '规划|规划中|拟建|拟开|拟开通|拟开放|在建|建设中|待建|待开|待开通|筹建|未建|未建成|未开通|计划|计划开通|新增规划|規劃|規劃中|擬建|擬開|建設中|待開通|計劃',
    ],
  ],
  (text) => {
    if (EMERGENCY.test(text)) return 'closed'
    if (BOTH_LOCK_AND_OPEN.test(text.trim())) return 'open'
    // A digit is a code, and nobody knows which way round it is meant.
    return stateOfWord(text) ?? undefined
  },
)

/** `null`: somebody wrote that it is not known. */
export const stepFreeOf = wordReader<boolean | null>([
  [
    true,
    `${YES}|step free|stepfree|no steps|level|ramp|accessible|wheelchair|无障碍|无台阶|平坦|平|有坡道|坡道|有无障碍通道|无高差|可通行|無障礙|無台階`,
  ],
  [
    false,
    `${NO}|steps|stairs|kerb|not step free|有台阶|台阶|有障碍|楼梯|有门槛|门槛|有高差|不可通行|不无障碍|有台階|台階|樓梯|門檻`,
  ],
  [null, 'unknown|not known|?|？|na|n/a|未知|不详|不清楚|待核实|待查|不詳|待核實'],
])

/** Whether an estate is closed in. */
export const closedOf = wordReader<boolean>([
  [
    true,
    `${YES}|closed|gated|fenced|walled|封闭|封闭式|全封闭|已封闭|封闭管理|封闭式管理|封闭小区|有围墙|围合|围墙|有围挡|封閉|封閉式|封閉管理|全封閉|有圍牆`,
  ],
  [
    false,
    `${NO}|open|not closed|not gated|ungated|unfenced|开放|开放式|不封闭|未封闭|无封闭|非封闭|开放小区|开放式小区|开放街区|无围墙|敞开|開放|開放式|不封閉|未封閉|無圍牆`,
  ],
])

/** Whether anybody may walk through an estate. */
export const throughOf = wordReader<boolean>([
  [
    true,
    `${YES}|open|public|through|permissive|可穿行|可以穿行|允许穿行|可穿越|可通行|能穿行|对外开放|开放|可穿行通过|允許穿行|對外開放|開放`,
  ],
  [
    false,
    `${NO}|closed|private|not through|不可穿行|不能穿行|禁止穿行|不允许穿行|不可穿越|不可通行|不开放|不对外开放|封闭|不允許穿行|不開放|封閉`,
  ],
])

/** Whom a place serves. */
export const servesOf = wordReader<'residents' | 'all'>([
  [
    'residents',
    `residents|resident|residents only|private|internal|members|members only|owners|own residents|` +
      '居民|本小区|本小区居民|仅本小区|仅本小区居民|仅限本小区|小区内部|小区居民|业主|仅业主|仅限业主|住户|仅住户|仅限住户|内部|仅内部|内部使用|仅限内部|对内|仅对内|不对外|不对外开放|' +
      '本院|院内|校内|校内师生|本单位|本单位职工|否|无|n|no|false|0|本小區居民|僅住戶|住戶|業主|內部|對內|不對外|不對外開放',
  ],
  [
    'all',
    `all|everyone|everybody|anyone|public|the public|external|open to all|` +
      '所有人|所有|全部|不限|公众|公共|社会|社会公众|全体居民|周边居民|对外|对外开放|开放|全民|市民|对内对外|内外|是|y|yes|true|1|公眾|社會公眾|對外|對外開放|開放|全體居民',
  ],
])
