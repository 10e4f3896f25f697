// What is wrong with a command line, in Chinese: sentences of the commands and of the parser of options. A table of sentences.
import type { Sentences } from './library.ts'

/** Sentences of errors and hints of the command line itself. */
export const CHINESE_USAGE: Sentences = {
  // The parser of options
  "Unknown option '{option}'.": '未知选项 {option}。',
  "Unknown command '{name}'.": '未知命令 {name}。',
  "Missing required argument '{name}'.": '缺少必需的参数 {name}。',
  "Required option '{option}' not specified.": '缺少必需的选项 {option}。',
  "Option '{option}' argument missing.": '选项 {option} 缺少参数值。',
  "Option '{option}' argument '{value}' is invalid. Allowed choices are {list}.":
    '选项 {option} 的值“{value}”无效。可用值：{list}。',
  "Command-argument value '{value}' is invalid for argument '{name}'. Allowed choices are {list}.":
    '参数 {name} 的值“{value}”无效。可用值：{list}。',
  "Too many arguments for '{name}'. Expected {n} argument but got {found}.":
    '{name} 的参数过多：应有 {n} 个，现有 {found} 个。',
  "Too many arguments for '{name}'. Expected {n} arguments but got {found}.":
    '{name} 的参数过多：应有 {n} 个，现有 {found} 个。',
  'Too many arguments. Expected {n} arguments but got {found}.': '参数过多：应有 {n} 个，现有 {found} 个。',
  'Did you mean {word}?': '是否为 {word}？',
  'See --help.': '用法见 --help。',
  'Put the area file first, before the options. See --help.': '请把区域文件写在最前面、各选项之前。用法见 --help。',
  'Nothing was written.': '未写入任何内容。',
  'Please report it with the command that you ran.': '请连同所运行的命令一并报告。',
  'This is a bug in living-circle. {stack}': '这是 living-circle 的程序错误。{stack}',
  // Values of options
  '{option} "{text}" is not a list of numbers above 0.': '{option} 的值“{text}”不是一列大于 0 的数。',
  'Write numbers with commas between them and no blanks: {example}.': '请用英文逗号分隔，不留空格：{example}。',
  '{option} "{text}" is not a number from {least} to {most}.': '{option} 的值“{text}”不是 {least} 至 {most} 的数。',
  '{option} "{text}" is not a whole number from {least} to {most}.':
    '{option} 的值“{text}”不是 {least} 至 {most} 的整数。',
  'Write it like this: {example}.': '写法示例：{example}。',
  '{option} "{text}" is not a place.': '{option} 的值“{text}”不是有效的位置。',
  'Longitude comes first: {example}.': '经度在前：{example}。',
  'Longitude, latitude in degrees: {example}.': '请写“经度,纬度”，单位为度：{example}。',
  '--delimiter "{text}" is no separator of columns.': '--delimiter 的值“{text}”不能作为列分隔符。',
  "Give one character, quoted: --delimiter ';' or --delimiter tab. Without it, the table is looked at.":
    "请给出一个字符并加引号：--delimiter ';' 或 --delimiter tab。不写时由程序自动判断。",
  '--default-category "{word}" is not known.': '--default-category 的值“{word}”无法识别。',
  '--size "{text}" is no paper size that posters have.': '--size 的值“{text}”不是海报可用的纸张。',
  'Give a4 or a3.': '请用 a4 或 a3。',
  '{option} {value}: "{word}" is no table.': '{option} {value}：“{word}”不是表的种类。',
  'Tables: {list}.': '表的种类：{list}。',
  '{option} is given twice for {role}.': '{option} 对 {role} 指定了两次。',
  'Give it once for all, or once for each role: {option} facilities=… blocks=….':
    '请对所有表指定一次，或按表分别指定：{option} facilities=… blocks=…。',
  '--out-crs {crs}: the coordinates of maps are not shifted at {place}.':
    '--out-crs {crs}：{place} 处的地图坐标没有偏移。',
  'GCJ-02 and BD-09 are for maps of China; leave --out-crs out.':
    'GCJ-02 和 BD-09 只用于中国的地图；请去掉 --out-crs。',
  '--out-crs is for GeoJSON: {path} is always in WGS-84.': '--out-crs 只用于 GeoJSON：{path} 总是 WGS-84 坐标。',
  'Name a file that ends in .geojson.': '请使用以 .geojson 结尾的文件名。',
  '--out is a folder: - (stdout) is for one file.': '--out 应为文件夹；-（标准输出）只用于单个文件。',
  'Name a folder, or take gaps -o - or isochrone -o -.': '请指定文件夹，或使用 gaps -o - 或 isochrone -o -。',
  '{option} {path}: the suffix names no format.': '{option} {path}：从后缀看不出格式。',
  'End the name in {list}.': '文件名应以 {list} 结尾。',
  // Options that do not go together, or lack another
  '--minutes and --metres cannot go together.': '--minutes 与 --metres 不能同时使用。',
  'Measure by time or by distance; run it twice for both.': '请按时间或按距离测算；两者都要时请运行两次。',
  'Run it twice for both.': '两者都要时请运行两次。',
  'Run it twice, into two folders.': '请运行两次，写入两个文件夹。',
  '--facilities-from {from} needs --facilities FILE.': '--facilities-from {from} 需要同时提供 --facilities 文件。',
  'Name one or more files, or leave --facilities-from out.': '请提供一个或多个文件，或去掉 --facilities-from。',
  '--facilities needs --category ID.': '--facilities 需要同时提供 --category。',
  'To draw from all places of a table: --from FILE.': '若要从表格中的全部地点出发，请用 --from 文件。',
  '--out-crs and --also {id} cannot go together: it lies over the GeoJSON files.':
    '--out-crs 与 --also {id} 不能同时使用：后者直接引用 GeoJSON 文件。',
  '--allocate and --union cannot go together.': '--allocate 与 --union 不能同时使用。',
  'Dividing and uniting are two drawings.': '划分与合并是两种不同的图。',
  '--allocate has no style "smooth": areas meet without overlapping.':
    '--allocate 没有“smooth”样式：各区域相接而不重叠。',
  'Give --style detailed (the ground) or --style lines (the streets).':
    '请用 --style detailed（地面）或 --style lines（道路）。',
  'stdout takes one of {list}.': '标准输出只能用于 {list} 之一。',
  'Write the other one to a file.': '请将另一个写入文件。',
  'Rows of {n} tables were rejected ({list}): they do not fit into one stream.':
    '有 {n} 个表的记录被剔除（{list}），无法写入同一个输出流。',
  'Name a file: --rejects rejects.csv makes one per table.':
    '请指定文件：--rejects rejects.csv 会为每个表各写一个文件。',
  'There is no place to draw from.': '没有可作为起点的地点。',
  'Places can come from one source only.': '地点只能来自一个来源。',
  'Give one of --at LON,LAT, --from FILE or --category ID.':
    '请使用 --at 经度,纬度、--from 文件或 --category 其中之一。',
  'explain needs one --category ID.': 'explain 需要一个 --category。',
  'poster needs --block ID or --all.': 'poster 需要 --block 或 --all。',
  'Ids are those in coverage.csv.': '编号见 coverage.csv。',
  'Ids are such as {list}.': '编号例如 {list}。',
  'There is no block "{id}" among {n}.': '{n} 个地块中没有编号“{id}”。',
  // Inputs of which nothing can be used
  '{name}: none of {n} {role*} can be used ({why*}).': '{name}：{n} 条{role}记录均无法采用（{why}）。',
  '{name} has no rows.': '{name} 没有数据行。',
  'Say which system the coordinates are in by its EPSG code, e.g. --crs EPSG:4547.':
    '请用 EPSG 代码指明坐标系，例如 --crs EPSG:4547。',
  '{code*}, such as {example*}': '{code}，例如：{example}',
  'The extract has no residential areas, and no --blocks FILE is given.':
    '数据中没有居住用地，也没有提供 --blocks 文件。',
  'Give the blocks as a CSV or GeoJSON file: --blocks FILE.': '请用 --blocks 提供 CSV 或 GeoJSON 格式的地块文件。',
  'Swap the columns of longitude and latitude (longitude is the larger one in China).':
    '请对调经度列和纬度列（在中国经度的数值较大）。',
  'List the known kinds with "living-circle categories".': '可用“living-circle categories”列出已知类别。',
  'See the rows and reasons with "living-circle check … --rejects -".':
    '可用“living-circle check … --rejects -”查看各行及原因。',
  'All {n} blocks lie outside the extract: the first at {lon}, {lat}, the streets between {west}, {south} and {east}, {north}.':
    '{n} 个地块全部位于数据范围外：第一个在 {lon}, {lat}，路网范围为 {west}, {south} 至 {east}, {north}。',
  'Take the extract of the right place, and check the order of longitude and latitude.':
    '请使用对应区域的数据，并检查经纬度的顺序。',
  '{name} has no usable place.': '{name} 没有可用的地点。',
  '{name} has no usable block.': '{name} 没有可用的地块。',
  'See the reasons with "living-circle check AREA --blocks FILE".':
    '可用“living-circle check 区域文件 --blocks 文件”查看原因。',
  'There is no facility of the kind {list}.': '没有类别为 {list} 的设施。',
  'List the known kinds with "living-circle categories", and what the data hold with "living-circle check".':
    '已知类别见“living-circle categories”，数据内容见“living-circle check”。',
  'No block has an outline, so there is no land to measure.': '没有地块带有边界，无法测算用地。',
  'Give blocks as polygons (GeoJSON), or leave --blocks out to take the residential areas in OSM.':
    '请提供面状地块（GeoJSON），或去掉 --blocks 以采用 OSM 中的居住用地。',
  'None of the gates is linked to a street.': '没有出入口接入路网。',
  'Check the coordinates of the gates, or make pages for the blocks without --per-gate.':
    '请检查出入口坐标，或去掉 --per-gate 按地块制作。',
  // Column mappings
  '{name} is not a mapping of columns: {what*}.': '{name} 不是列映射：{what}。',
  'It looks like this: {example}': '写法示例：{example}',
  'it is too large': '文件过大',
  'it is not JSON': '不是 JSON',
  '"{kind}" is none of {list}': '“{kind}”不是 {list} 之一',
  '{where} is not an object': '{where} 不是对象',
  '{where}."{role}" is neither a header nor null': '{where}."{role}" 既不是表头也不是 null',
  // Printing
  'CHROME_PATH names no program: {path}': 'CHROME_PATH 所指的程序不存在：{path}',
  'No Chromium, Chrome or Edge was found to print the PDF with.': '没有找到可打印 PDF 的 Chromium、Chrome 或 Edge。',
  '{browser} did not print the PDF: {why}': '{browser} 未能打印 PDF：{why}',
  'Without --pdf, open posters.html in any browser and print it to PDF; or name a Chromium with CHROME_PATH.':
    '可去掉 --pdf，用浏览器打开 posters.html 打印为 PDF；或用 CHROME_PATH 指明 Chromium 的位置。',
}
