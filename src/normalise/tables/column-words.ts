// Words of table headers by role, best first. Proposed by this project from exports of map services, GIS programs and community
// ledgers; compared without case, spaces, underscores, hyphens, dots and brackets.

/** Role → words joined by bars, the best first. */
export const COLUMN_WORDS: Readonly<Record<string, string>> = {
  id:
    'id|编号|编码|poi id|poiid|uid|osm id|fid|objectid|code|代码|唯一标识|标识码|gid|key|' +
    'hex id|cod|设施编号|设施编码|统一社会信用代码|gate id|大门编号|门编号|出入口编号|' +
    '編號|編碼|代碼|序號代碼|設施編號|設施編碼|唯一標識',
  name:
    'name|名称|设施名称|小区名称|住宅小区名称|机构名称|单位名称|项目名称|poi name|点位名称|小区名|' +
    '小区|楼盘名称|xqmc|ssmc|mc|地块名称|站点名称|学校名称|title|名字|标题|facility name|block name|nome|nombre|' +
    'nom|bezeichnung|mingcheng|出入口名称|大门名称|门名称|' +
    '名稱|設施名稱|小區名稱|住宅小區名稱|機構名稱|單位名稱|項目名稱|點位名稱|小區名|樓盤名稱|地塊名稱|站點名稱|學校名稱|標題',
  category:
    'category|类别|类型|设施类型|设施类别|类别名称|分类|小类|设施小类|设施种类|种类|业态|type|kind|' +
    'poi type|facility type|categoria|categoría|class|fclass|amenity|leixing|中类|大类|' +
    '類別|類型|設施類型|設施類別|類別名稱|分類|小類|設施種類|種類|業態|中類|大類',
  typecode:
    'typecode|type code|类型编码|类型代码|分类代码|分类编码|poi typecode|amap typecode|高德类型编码|' +
    '高德编码|' +
    '類型編碼|分類代碼|分類編碼',
  lon:
    'wgs84 lng|wgs84 lon|lon wgs84|lng wgs84|经度 wgs84|wgs84 经度|lon|lng|longitude|long|经度|' +
    'gcj02 lng|gcj02 lon|高德经度|火星经度|bd09 lng|bd lng|百度经度|x|x坐标|坐标x|东经|point x|' +
    'coord x|xcoord|lon x|longitud|längengrad|geogr länge|geographische länge|easting|横坐标|东坐标|jingdu|' +
    '經度|東經|橫坐標|橫座標|x座標|座標x',
  lat:
    'wgs84 lat|lat wgs84|纬度 wgs84|wgs84 纬度|lat|latitude|纬度|gcj02 lat|高德纬度|火星纬度|' +
    'bd09 lat|bd lat|百度纬度|y|y坐标|坐标y|北纬|point y|coord y|ycoord|lat y|latitud|breitengrad|geogr breite|geographische breite|northing|' +
    '纵坐标|北坐标|weidu|' +
    '緯度|北緯|縱坐標|縱座標|y座標|座標y',
  location:
    'location|坐标|经纬度|经纬度坐标|位置坐标|lnglat|lonlat|lng lat|lon lat|coordinates|coord|定位|geom wkt|wkt geom|wkb geometry|zb|' +
    '点位坐标|geometry|geom|wkt|the geom|shape|' +
    '座標|坐標|經緯度|經緯度座標|位置座標|點位座標',
  address: 'address|地址|详细地址|设施地址|addr|位置|地点|坐落|dizhi|' + '詳細地址|設施地址|地點|住址|門牌',
  capacity:
    'capacity|容量|规模|床位|床位数|养老床位|养老床位数|托位|托位数|学位|学位数|座位数|餐位|餐位数|' +
    '接待能力|服务能力|班数|班级数|班额|办学规模|厕位数|泊位数|车位数|位数|places|beds|seats|额定容量|日供餐数|' +
    '規模|床位數|養老床位|養老床位數|托位數|學位數|座位數|餐位數|服務能力|班級數|車位數|額定容量',
  floor_area_m2:
    'floor area m2|floor area|建筑面积|总建筑面积|使用面积|面积|设施面积|建筑面积平方米|gfa|area m2|' +
    '建築面積|總建築面積|面積|設施面積|樓地板面積|總樓地板面積',
  level: 'level|级别|层级|等级|设施级别|服务层级|配置层级|生活圈级别|' + '級別|層級|等級|設施級別|服務層級',
  parent:
    'parent|parent id|parent facility|upper facility|上级|上级编号|上级设施|上级设施编号|' + '上級|上級編號|上級設施',
  hours:
    'hours|营业时间|开放时间|服务时间|opening hours|open hours|开放时段|营业时段|' +
    '營業時間|開放時間|服務時間|開放時段|營業時段',
  status:
    'status|状态|運營狀態|狀態|运营状态|营业状态|使用状态|设施状态|开放状态|运行状态|运营情况|使用情况|建设情况|建设状态|启用状态|启用情况|现状|' +
    '是否在用|是否营业|是否运营|是否启用|是否开放|是否使用|是否正常|在用情况|营业情况|存续状态|current status|operational status|estado|situación|' +
    'situação|zustand|betriebsstatus|statut|in use|is open|active|' +
    '營業狀態|使用狀態|設施狀態|開放狀態|運營情況|使用情況|建設狀態|現狀|現況',
  closed_on:
    'end date|关停日期|关停时间|停业日期|停业时间|停用日期|停用时间|关闭日期|关闭时间|注销日期|注销时间|撤销日期|撤销时间|拆除日期|拆除时间|' +
    'closed on|closing date|closure date|date closed|close date|fecha de cierre|schließung|geschlossen am|date de fermeture|data de encerramento|' +
    '停業日期|關閉日期|撤銷日期',
  opened_on:
    'opening date|start date|开业日期|开业时间|启用日期|启用时间|投用时间|投用日期|投入使用时间|建成时间|建成日期|竣工时间|竣工日期|开放日期|' +
    "opened on|date opened|open date|fecha de apertura|eröffnung|eröffnet am|date d'ouverture|data de abertura|" +
    '開業日期|啟用日期|開幕日期|開放日期',
  dwellings:
    'dwellings|户数|总户数|住宅户数|居民户数|套数|住宅套数|住房套数|家庭户数|户|households|homes|' +
    'dwelling units|housing units|' +
    '戶數|總戶數|住宅戶數|居民戶數|套數|住宅套數|家戶數|戶',
  residential_floor_area_m2:
    'residential floor area m2|residential floor area|住宅建筑面积|住宅面积|居住建筑面积|' +
    '住宅建築面積|居住建築面積|住宅樓地板面積',
  community:
    'community|社区|所属社区|社区名称|所在社区|居委会|村居|社区居委会|村社区|' +
    '社區|所屬社區|社區名稱|所在社區|村里|里別',
  street:
    'street|街道|所属街道|街道名称|所在街道|街镇|乡镇|乡镇街道|街道乡镇|subdistrict|sub district|' +
    'township|' +
    '所屬街道|街道名稱|鄉鎮|鄉鎮街道|街道鄉鎮|鄉鎮市區',
  district:
    'district|区|所属区|行政区|区县|所属区县|区名称|所在区|adname|区域|county|' +
    '區|所屬區|行政區|區縣|所屬區縣|區名稱|所在區|區域|縣市',
  block_id:
    'block id|block|小区编号|小区id|地块编号|小区编码|地块编码|街区编号|所属小区编号|blockid|' +
    '小區編號|地塊編號|小區編碼|地塊編碼|街區編號|所屬小區編號',
  block_name:
    '所属小区|所在小区|小区名称|小区名|小区|所属地块|block name|compound|compound name|' +
    '所屬小區|小區名稱|小區名|小區|所屬地塊',
  compound_id:
    'compound id|estate id|封闭小区编号|小区院落编号|院落编号|大院编号|围合编号|封闭单元编号|所属院落编号|封閉小區編號|院落編號',
  who:
    'who|who may pass|users|通行对象|通行人员|通行人群|使用对象|开放对象|出入对象|谁可通行|可通行人员|允许通行人员|通行权限|' +
    '通行對象|通行人員|開放對象|使用對象|通行權限',
  direction: 'direction|通行方向|进出方向|出入方向|进出|方向|进出口类型|出入类型|通行方向類型|進出方向|進出',
  state:
    'state|status|gate state|状态|大门状态|门状态|开放状态|开启状态|开闭状态|启闭状态|开放情况|使用状态|使用情况|运行状态|现状|是否开放|是否启用|是否开启|' +
    '狀態|大門狀態|開放狀態|開啟狀態|使用狀態|是否開放',
  height_m:
    'height m|height|elevation|elevation m|ele|altitude|alt|高程|地面高程|高程值|海拔|海拔高度|标高|z|dem|cota|altitud|elevación|höhe|altura|altitude m|標高|地面標高',
  build_cost:
    'build cost|cost|costs|building cost|construction cost|investment|capital cost|capex|建设成本|建设费用|建设投资|投资|投资额|投资估算|总投资|造价|费用|成本|' +
    '建設成本|建設費用|投資|投資額|總投資|造價|費用',
  step_free:
    'step free|stepfree|wheelchair|accessible|无障碍|是否无障碍|无障碍通行|无障碍出入口|有无障碍设施|無障礙|是否無障礙|無障礙通行',
  closed:
    'closed|is closed|gated|is gated|是否封闭|封闭管理|是否封闭管理|封闭式管理|是否封闭式|封闭情况|封闭小区|是否封闭小区|管理方式|' +
    '是否封閉|封閉管理|是否封閉管理|封閉小區',
  through:
    'through|through walking|walk through|可否穿行|是否可穿行|可穿行|允许穿行|是否允许穿行|开放小区|是否开放小区|是否可穿越|對外穿行|可否穿越|是否允許穿行|開放小區',
  serves:
    'serves|serves whom|对外开放|是否对外开放|是否对外|服务对象范围|开放范围|面向对象|对外服务|是否对外服务|對外開放|是否對外開放|開放範圍',
  population:
    'population|人口|人口数|人口总数|总人口|总人口数|常住人口|常住人口数|居住人口|居住人口数|' +
    '实有人口|实住人口|人数|pop|people|residents|inhabitants|total population|pop total|居民数|' +
    '居民人数|' +
    '户籍人口|rks|rkzs|rksl|czrk|czrks|' +
    '人口數|人口總數|總人口|總人口數|常住人口數|居住人口數|實有人口|人數|居民數|居民人數|戶籍人口',
}
