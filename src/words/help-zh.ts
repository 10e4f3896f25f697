// The help of the command line in Chinese, by command and option; the English stands where the options are made. A test finds options
// and commands that have no Chinese.

/** What help says of one command. */
export interface CommandHelp {
  readonly about: string
  /** By name of argument. */
  readonly arguments?: Readonly<Record<string, string>>
  /** By long name, where a command means something narrower than {@link HELP_ZH}.options. */
  readonly options?: Readonly<Record<string, string>>
}

/** All that help says in Chinese. */
export interface HelpWords {
  /** Headings and fixed words, by their English. */
  readonly fixed: Readonly<Record<string, string>>
  /** What stands for a value: `<file>`. */
  readonly values: Readonly<Record<string, string>>
  readonly choices: string
  readonly preset: string
  readonly options: Readonly<Record<string, string>>
  readonly commands: Readonly<Record<string, CommandHelp>>
}

const AREA = { area: 'OpenStreetMap 数据：.osm.pbf、.osm、.osm.gz 或 Overpass JSON；或 prepare 准备好的城区' }

export const HELP_ZH: HelpWords = {
  fixed: {
    'Usage:': '用法：',
    'Arguments:': '参数：',
    'Options:': '选项：',
    'Commands:': '命令：',
    'Examples:': '示例：',
    'Documents and layers for --also:': '--also 可生成的文档和图层：',
    'living-circle demo shows the whole job on a sample town.': 'living-circle demo 用示例城镇演示全过程。',
  },
  values: {
    options: '选项',
    command: '命令',
    area: '数据',
    folder: '文件夹',
    file: '文件',
    where: '来源',
    how: '方式',
    seconds: '秒',
    'm/s': '米/秒',
    minutes: '分钟',
    which: '范围',
    system: '坐标系',
    name: '名称',
    character: '字符',
    id: '编号',
    'id|file': '编号|文件',
    list: '列表',
    project: '项目',
    shell: '终端',
    'key=value': '键=值',
    who: '人群',
    method: '方式',
    n: '数值',
    code: '代码',
    document: '文档',
    percent: '百分比',
    'lon,lat': '经度,纬度',
    paper: '纸张',
    text: '文字',
    address: '网址',
    cost: '费用',
    'file|method': '文件|方式',
    'low,high': '下限,上限',
    'built-in|file': 'built-in|文件',
  },
  choices: '可选值：',
  preset: '默认：',
  options: {
    '--save-project': '把这些选项写成项目文件，供 living-circle run 使用',
    '--demand-rate':
      '每千人需要多少位：built-in 内置指标，或覆盖它的自备表 category、group、rate、unit、source、date、verified',
    '--version': '显示版本',
    '--quiet': '不在标准错误输出说明和进度',
    '--timings': '结束时在标准错误输出各阶段的秒数和内存',
    '--help': '显示帮助',
    '--facilities':
      '设施表，替代或补充 OSM 中的设施：CSV、XLSX、ODS、GeoPackage、GeoJSON、KML、shapefile 等；文件写作 - 时读标准输入',
    '--facilities-from': '设施来源：osm 数据、files 自备文件、both 两者（默认：给出文件时为 files，否则为 osm）',
    '--blocks': '居住地块（小区）：点或面（默认：取自 OSM）',
    '--gates': '小区及封闭区域的出入口：带 block_id 或 compound_id 的点，可注明通行人群、方向和状态',
    '--compounds': '封闭小区、校园等的范围面（默认：面状的居住地块）',
    '--closed': '未注明是否封闭的范围中哪些按封闭计：gates 在出入口表中有门的、all 全部、none 都不封闭（默认：gates）',
    '--private': '私有道路和封闭小区：residents 只供住户和到访者使用，ordinary 按普通道路计算（默认：residents）',
    '--totals': '社区人口总数，按户数或住宅建筑面积分摊到各小区',
    '--dem': '地面高程，使步行时间计入坡度：GeoTIFF、HGT（可为同一模型的多幅）或点表',
    '--within': '研究范围：面文件（任一可读格式）；只统计范围内的小区、人口和盲区，范围外的设施和道路仍参与计算',
    '--within-name': '研究范围：数据中该名称的行政边界',
    '--title': '各文档的标题',
    '--compare-profiles': '一次计算多类步行者，如 adult,older,frail：给出第一类可达而其他类不可达的居民',
    '--crs':
      '表格坐标系：wgs84、gcj02、bd09、EPSG:n 或 auto，可统一给出，也可按用途给出，如 blocks=EPSG:4527（默认：以文件自述为准，否则 auto）',
    '--encoding': '表格文字编码：auto、utf8、gb18030、big5、windows-1252 等，可统一或按用途给出（默认：auto）',
    '--delimiter': 'CSV 表格的分隔符：, ; | 或 tab',
    '--default-category': '未注明类别的设施按此类计',
    '--categories': '自定类别及用语的 JSON 文件：设施类别用语，开放、停用、规划用语（参见 check --save-mapping）',
    '--mapping': '说明各列用途的 JSON 文件（参见 check --save-mapping）',
    '--sheet': '工作表或图层的名称或序号，或 all（默认：每个含有该类表格的工作表）',
    '--standard': '评价所依据的标准（参见 living-circle standards）',
    '--minutes': '步行时间限值，分钟（默认：5,10,15）',
    '--metres': '步行距离限值，米，代替时间，如 300,500,1000',
    '--profile':
      '步行人群：adult 成人、older 老年人、frail 体弱者、child 儿童、wheelchair 轮椅，或自定步行者的 JSON 文件（默认：adult）',
    '--speed': '步行速度，米/秒，代替所选人群的速度',
    '--category':
      '只测算这些类别；essential 为二十类基本生活设施，all 为全部（参见 living-circle categories；默认：二十类基本生活设施及自备文件中的各类，或标准所列各类）',
    '--demand': '小区的出行起点：auto 自动、gates 出入口、buildings 住宅楼、grid 网格、point 中心点',
    '--max-link-metres': '点到道路的最大直线距离，米（默认：200）',
    '--lang': '表格、名称和说明的语言（默认：按 LC_ALL 或 LANG，否则为 en）',
    '--threads': '工作线程数（默认：以有益为限）',
    '--out-crs': 'GeoJSON 图层的坐标系：gcj02 用于高德地图、bd09 用于百度地图（默认：wgs84）',
    '--out': '结果文件夹；不存在时新建',
    '--overwrite': '替换已有文件',
    '--also': '在常规文件之外另行生成的文档和图层',
    '--files': '只写常规文件中的这些类型：csv、geojson、json、answer；只有其他文件需要的内容不计算（默认：全部）',
    '--gzip': '大的表格和图层以 gzip 压缩写出：coverage.csv.gz、verdicts.csv.gz、blocks.geojson.gz 等',
    '--json': '以 JSON 输出汇总，代替表格',
    '--at': '星期几加时间，如“周二 19:00”或“Tu 19:00”：届时关闭的设施和出入口不提供服务（默认：不考虑开放时间）',
    '--hours': '另按开放时间测算工作日、晚间和周末的覆盖情况：hours.csv 和一张表',
    '--levels': '按 level、parent 两列测算每处设施到上一级设施的步行，限值为分钟或米（默认：最大限值）',
    '--rest-metres': '每走这么多米必须坐下休息的人：coverage.csv 增加两列，休息点取 OSM 数据中的长椅等',
    '--fail-under': '任一类设施在最大限值内的覆盖率低于此值时以 4 退出',
    '--since': '以往结果的文件夹：沿用其中盲区的编号，并说明其余盲区的去向',
    '--output': '输出文件；- 为标准输出',
    '--edits': '情景方案：方案修改列表，JSON 或表格（见 docs/edits.md）',
    '--open-planned': '情景方案：状态为规划的设施视为已开放',
    '--area': '当时所用的数据，用于小区下的道路底图（默认：按名称和内容查找）',
  },
  commands: {
    'living-circle': {
      about: '步行 5、10、15 分钟谁能到达什么、谁到达不了、盲区在哪里。',
      arguments: { command: '要查看帮助的命令' },
    },
    help: { about: '显示某一命令的帮助', arguments: { command: '命令' } },
    coverage: { about: '测算各小区步行可达的设施，将表格和图层写入文件夹。', arguments: AREA },
    scenario: {
      about: '情景方案：设施新增、迁移、关闭，开门、关门，新建步道，道路和人口变动之后的结果，以及谁增谁减。',
      arguments: AREA,
    },
    compare: {
      about: '对比两个结果文件夹：按类别、限值、人群、地点给出增减的人口和小区，或说明为何没有差别。',
      arguments: {
        before: '“living-circle coverage”或“scenario”写出的文件夹',
        after: '较晚的结果，或修改之后的结果',
      },
      options: {
        '--out': '文件夹，写入带地图的网页、表格和图层；不存在时新建',
        '--json': '以 JSON 输出对比结果',
        '--allow':
          '允许不一致的方法组成部分：model、profile、basis、limits、kinds、rules、blocks、demand、links、streets、moment；否则以 5 退出',
        '--title': '各文档的标题（默认：较晚结果的标题）',
        '--ledger': '两次结果都更新过的问题清单：逐行列出其间的整改成效',
        '--area': '较晚一次计算所用的数据，用于小区下的道路底图（默认：按名称和内容查找）',
        '--lang': '标题、名称和说明的语言（默认：按 LC_ALL 或 LANG，否则为 en）',
      },
    },
    run: {
      about: '按项目文件运行：命令、路网数据和以长名称书写的选项；或按以前结果的 run.json 再运行一次。',
      arguments: { project: 'JSON 文件（docs/project.schema.json），或某个结果的 run.json、summary.json' },
      options: {
        '--set': '临时改用项目中某选项的另一个值，如 --set minutes=5,10；路径从当前文件夹算起',
        '--out': '结果文件夹，代替项目中的设置',
        '--lang': '表格、名称和说明的语言，代替项目中的设置',
      },
    },
    completion: {
      about: '输出命令补全脚本（命令、选项及其可选值），供终端启动时读取。',
      arguments: { shell: '哪种终端' },
      options: { '--lang': '提示的语言' },
    },
    ledger: {
      about: '问题清单：人工填写的内容保留，运行能证明的内容更新。',
    },
    'ledger sheets': {
      about: '制作现场核查表：每个社区一页，含地图、盲区、设施和出入口，可打印；并附可填写的工作簿。',
      arguments: { ledger: '按该结果更新过的清单，.xlsx 或 .csv', result: '该结果的文件夹' },
      options: {
        '--community': '只做这些社区（默认：全部）',
        '--out': '核查表的文件夹；不存在时新建',
        '--area': '该结果所用的数据，用于地图上的道路（默认：按名称和内容查找）',
        '--overwrite': '替换非空文件夹中的同名文件',
        '--lang': '核查表的语言',
      },
    },
    'ledger answers': {
      about: '把填好的核查表转为修改（设施已关闭、出入口开放、缺路等），供 coverage 和 scenario 的 --edits 使用。',
      arguments: { sheet: '填好的核查表，.xlsx 或 .csv' },
      options: {
        '--output': 'JSON 文件，- 为标准输出',
        '--overwrite': '替换同名文件',
        '--lang': '输出的语言',
      },
    },
    'ledger update': {
      about: '按某次结果更新问题清单；不存在时新建。同一结果再次更新不改变任何内容。',
      arguments: { ledger: '就地更新的清单，.xlsx 或 .csv', result: 'coverage、scenario 或 remedies 写出的文件夹' },
      options: {
        '--date': '更新日期，如 2026-05-01（默认：今天）',
        '--output': '改写到这个文件，类型相同',
        '--overwrite': '替换 --output 的同名文件',
        '--voices':
          '居民诉求表：id，lon、lat 或 block 或 community，category 或 text，date；旁边写出 清单名.voices.csv',
        '--voices-days': '只计 --date 之前若干天内的诉求（默认：全部）',
        '--crs': '诉求表的坐标系：wgs84、gcj02 或 bd09（默认：wgs84）',
        '--private-output': '仅供内部：每条诉求及其内容和对应盲区，CSV',
        '--json': '以 JSON 输出变化',
        '--lang': '新清单和输出的语言',
      },
    },
    verify: {
      about: '按 run.json 重新运行，逐字节比较；若不一致，说明最先不同的是哪项输入、选项、版本或文件。',
      arguments: { folder: '某次运行写出的文件夹' },
      options: {
        '--inputs': '输入已不在原处时，到此文件夹中按内容查找',
        '--json': '以 JSON 输出不同之处',
        '--lang': '输出的语言',
      },
    },
    'plan-shards': {
      about: '把一台机器装不下的测算切成分片，由任意引擎运行。',
      arguments: { area: 'OpenStreetMap 数据：.osm.pbf、.osm、.osm.gz 或 Overpass JSON' },
      options: {
        '--out': '计划的文件夹；不存在时新建',
        '--overwrite': '替换已有的计划；内容不变的分片保留其结果',
        '--shards': '分片数（默认：每 20,000 个需求点一个）',
        '--json': '以 JSON 输出分片清单',
      },
    },
    'run-shard': {
      about: '运行计划中的一个分片。完成时以 0 结束，输入有误时以 3 结束（再次运行无济于事），其他情况值得再试。',
      arguments: { plan: '“living-circle plan-shards” 写出的文件夹', id: '分片编号' },
      options: {
        '--index': '计划中该位置的分片，从 0 起，工作量大的在前',
        '--all': '依次运行所有分片，内存中每次只有一个',
        '--stdin': '从标准输入读取分片编号，每行一个',
        '--threads': '工作线程数',
        '--json': '以 JSON 输出完成情况',
        '--lang': '输出的语言',
      },
    },
    'merge-shards': {
      about: '合并所有分片的结果：与 coverage 在一台机器上写出的文件逐字节相同。',
      arguments: { plan: '计划的文件夹，所有分片均已完成' },
      options: {
        '--also': '常规文件之外的其他表格和图层',
        '--allow-missing': '不计入缺失、过期或损坏的分片中的小区，并加以说明',
        '--lang': '输出的语言；文件采用计划的语言',
      },
    },
    report: {
      about: '由以往结果生成文档和图层，不重新测算。',
      arguments: { folder: '“living-circle coverage” 写出的文件夹' },
      options: {
        '--also': '要生成的文档和图层',
        '--out': '文档的文件夹；不存在时新建（默认：同一文件夹）',
        '--lang': '标题、名称和说明的语言（默认：按 LC_ALL 或 LANG，否则为 en）',
      },
    },
    gaps: {
      about: '找出最大限值内（以及按标准各条规定的限值内）未覆盖的盲区，输出 GeoJSON。',
      arguments: AREA,
      options: { '--output': 'GeoJSON 文件；- 为标准输出' },
    },
    gates: {
      about:
        '列出封闭小区的出入口、与道路的相交处和需核对之处，并给出每类设施在最大限值内新增覆盖人口最多的一处出入口、通道或可穿行的小区。',
      arguments: AREA,
      options: {
        '--output': '小区和出入口图层：.geojson、.geojsonl、.fgb、.parquet、.gpkg；- 为标准输出的 GeoJSON',
        '--json': '以 JSON 输出全部内容',
      },
    },
    prepare: {
      about: '一次读入道路、设施和居住地块，写成一个文件；所有命令都可用它代替 <area>，下一次提问答得更快。',
      arguments: AREA,
      options: { '--output': '准备好的城区，例如 town.lc' },
    },
    site: {
      about: '新设施建在哪里能使最多的人步行可达，或需要建几处：给出证明，或给出任何方案都不会超过的上界。',
      arguments: { area: 'OpenStreetMap 数据：.osm.pbf、.osm、.osm.gz 或 Overpass JSON；使用 --costs 时不给' },
      options: {
        '--problem':
          '要求什么：maximise-coverage 覆盖最多、maximise-capacitated-coverage 在位数内服务最多、minimise-facilities 点数最少、minimise-walk 平均步行最短、minimise-longest-walk 最长步行最短、backup-coverage 双重覆盖',
        '--sites': '至多新增几处',
        '--budget': '新增各处建设成本之和的上限',
        '--target': '用最少的点覆盖到这一百分比',
        '--candidates':
          '候选点：含 id、lon、lat 的表或图层，可另有 name、status（existing 现有、required 必选、candidate 候选、excluded 排除）、category、places、build_cost',
        '--candidates-from': '候选点取自：blocks 各小区、gaps 盲区、streets 沿街道（默认：blocks）',
        '--candidates-every': '沿街道取点的间距，米（默认：250）',
        '--group': '统计谁的步行：population、age_60_plus 等人群，或 dwellings、blocks',
        '--demand-rate': '计位数时的需求率：built-in 内置（默认）、自备的需求率表，或每人若干',
        '--places': '未注明位数的新增点的位数',
        '--alternatives': '另求这么多个次优选择',
        '--costs': '代替道路的费用表：demand_id、site_id、cost；缺少的一对视为到不了',
        '--demand':
          '与 --costs 同用时为需求表 demand_id、weight（另有 places 列时，每行须整体归入一处）；否则为小区的步行起点：auto、gates 出入口、buildings 建筑、grid 网格、point 点',
        '--supply': '与 --costs 同用：供给表 site_id、places，可有 status、build_cost',
        '--limit': '与 --costs 同用：可达的最大费用（含）',
        '--time-limit': '与 --costs 同用：求解器的时限，秒；超时后再次运行的结果可能不同（默认：无）',
        '--out': '写入现状结果、设施点和受益小区的文件夹；不存在时新建',
        '--json': '以 JSON 输出方案，代替表格',
      },
    },
    remedies: {
      about: '说明每处盲区的成因，试算补救措施（开门、过街、无台阶通道、规划设施、新址），并选出合起来最有效的若干项。',
      arguments: AREA,
      options: {
        '--out': '结果文件夹；不存在时新建',
        '--costs': '各类措施的费用：JSON，或含 kind、category、each、per_metre、per_place 列的表格',
        '--budget': '联合选取的总预算；需要 --costs',
        '--most': '联合选取最多几项（默认：10）',
        '--also': '盲区带有成因与措施的文档和图层',
        '--title': '各文档的标题（默认：地图数据的名称）',
        '--overwrite': '替换非空文件夹中的文件',
        '--json': '以 JSON 代替表格输出全部内容',
      },
    },
    respond: {
      about: '从接警起，站点到每个出入口或小区的分钟数：出动准备时间加途中时间，速度自定，私有道路可通行。',
      arguments: AREA,
      options: {
        '--from': '站点：带编号的点或面表（CSV、XLSX、GeoJSON 等）',
        '--ready': '从接警到离开站点的秒数',
        '--speed': '途中速度，米/秒',
        '--late': '统计超过这些分钟数才到达的（默认：3,5）',
        '--table': '写出全部出入口和小区的 CSV 表；- 为标准输出',
        '--output': '全部出入口和小区的图层：.geojson、.geojsonl、.fgb、.parquet、.gpkg；- 为标准输出的 GeoJSON',
        '--json': '以 JSON 输出全部内容',
        '--lang': '表格和说明的语言（默认：按 LC_ALL 或 LANG，否则为 en）',
      },
    },
    capacity: {
      about: '把位数与需求对照：限值内实际可入多少、缺多少位、哪些人只能到达已满的设施。',
      arguments: { area: 'OpenStreetMap 数据：.osm.pbf、.osm、.osm.gz 或 Overpass JSON；使用 --costs 时不给' },
      options: {
        '--costs': '代替道路的费用表：demand_id、site_id、cost；缺少的一对视为到不了',
        '--demand':
          '与 --costs 同用时为需求表 demand_id、weight；否则为小区的步行起点：auto、gates 出入口、buildings 建筑、grid 网格、point 点',
        '--supply': '与 --costs 同用：供给表 site_id、places，可有 status、build_cost',
        '--limit': '与 --costs 同用：可达的最大费用（含）',
        '--rule': '位数不足时分给谁：满足率最低者先、就近者先或步行总长最短（默认：fair）',
        '--measure': '按移动搜寻法计算人均位数，而不是实际可入人数',
        '--steps': '与 --measure 同用：分区权重，如 10:1,20:0.68,30:0.22；每区大于前一上限，含本区上限',
        '--selection': '与 --measure 3sfca 同用：在哪些设施之间分摊选择（默认：within-limit）',
        '--json': '以 JSON 输出全部内容',
      },
    },
    equity: {
      about:
        '衡量分配是否公平：基尼系数、帕尔马比值、组间与组内泰尔指数、集中指数；可用自备表，或某次结果的步行与满足率。',
      arguments: { folder: '“living-circle coverage”写出的结果文件夹；使用 --values 时不给' },
      options: {
        '--values': '自备表：id、value、population，可有 group、rank',
        '--category': '只算这些类别（默认：数据中有的全部）',
        '--of': '只算这一项：walk 步行、within 限值以内、served 实际入位（默认：全部）',
        '--by': '泰尔指数按哪级分解（默认：结果概览所用的一级）',
        '--lorenz': '把洛伦兹曲线写成 SVG 文件',
        '--overwrite': '覆盖已有文件',
        '--palma-cuts': '帕尔马比值的上下界等级，取自更大范围（默认：表内人口的 40% 与 90% 分位）',
        '--json': '以 JSON 输出全部内容',
        '--lang': '表格和说明的语言（默认：按 LC_ALL 或 LANG，否则为 en）',
      },
    },
    check: {
      about: '说明输入是什么、哪些可用、哪些未采用及原因。除 --rejects 和 --save-mapping 外不写文件。',
      arguments: AREA,
      options: {
        '--rejects':
          '将未采用的行写入 CSV 文件，供修改后重新读取（多个表格各写一个文件；只有地址、没有坐标的表格写出全部行）',
        '--save-mapping': '将各列用途写入 JSON 文件，供修改后用作 --mapping',
        '--json': '以 JSON 输出全部内容',
      },
    },
    isochrone: {
      about: '绘制从某地步行可达的范围，或可步行到达某地的范围；统计其中的人口和用地，或按最近设施划分道路。',
      arguments: AREA,
      options: {
        '--at': '地点，经度在前；可多次给出',
        '--from': '地点表（CSV、XLSX、GeoJSON）：点、小区或设施',
        '--category': '这些类别的全部设施，取自 OSM 或 --facilities',
        '--facilities': '用于 --category 的设施表，代替 OSM 中的设施',
        '--reverse': '谁能到达这些地点，而非从这些地点能到达哪里',
        '--union': '所有地点合为一个范围',
        '--allocate': '按最近地点划分道路：最大限值内的每段路归最近的地点',
        '--style': '样式：detailed 沿路条带、smooth 圆滑条带、lines 道路本身',
        '--band-metres': '条带半宽，米（默认：25；--uncovered 为 50）',
        '--blocks': '统计步行可到达这些地点的居住人口所用的小区表',
        '--land': '输出直线与步行范围内的住宅用地面积',
        '--uncovered': '写出最大限值以外的住宅用地',
        '--crs': '表格坐标系：wgs84、gcj02、bd09、EPSG:n 或 auto',
        '--output':
          '图形文件，按扩展名 .geojson、.geojsonl、.fgb、.parquet、.gpkg；- 为标准输出的 GeoJSON（默认：-；有 --blocks、--land 或 --uncovered 时不输出）',
        '--lang': '表格的语言（默认：按 LC_ALL 或 LANG，否则为 en）',
      },
    },
    explain: {
      about: '逐段说明从一个小区到最近某类设施的步行路线，以及其次的几处。',
      arguments: AREA,
      options: { '--block': '小区编号（同 coverage.csv）或名称', '--json': '以 JSON 输出路线及其线形' },
    },
    poster: {
      about: '为每个小区制作一页张贴图（SVG 及可打印的页面）：步行可到达的设施。',
      arguments: AREA,
      options: {
        '--block': '小区编号（同 coverage.csv）或名称',
        '--all': '每个小区一页',
        '--per-gate': '每个出入口一页，按该出入口的步行路线',
        '--out': '页面的文件夹；不存在时新建',
        '--size': '纸张：a4 或 a3',
        '--style': 'schematic 按步行时间的圈层示意图，map 实际地图',
        '--title': '代替名称的标题；{name}、{gate}、{block} 代表名称、出入口和编号',
        '--link': '二维码的网址；{block} 代表小区编号',
        '--pdf': '另用已安装的 Chromium、Chrome 或 Edge（或 CHROME_PATH）打印 posters.pdf',
      },
    },
    demo: { about: '用随附的虚构示例城镇演示全过程：现状，以及其方案实施之后。' },
    standards: {
      about: '列出内置标准，或某一标准的各条规定、来源及核对情况。',
      arguments: { id: '显示该标准的各条规定' },
      options: { '--json': '以 JSON 输出全部内容', '--lang': '名称和表头的语言（默认：按 LC_ALL 或 LANG，否则为 en）' },
    },
    categories: {
      about: '列出内置设施类别：编号、名称、OSM 标签及核对情况。',
      options: { '--json': '以 JSON 输出全部内容', '--lang': '表头的语言（默认：按 LC_ALL 或 LANG，否则为 en）' },
    },
  },
}
