// Words of table headers by role, best first. Proposed by this project from exports of map services, GIS programs and community
// ledgers; compared without case, spaces, underscores, hyphens, dots and brackets.

/** Role → words joined by bars, the best first. */
export const COLUMN_WORDS: Readonly<Record<string, string>> = {
  id:
    'id|编号|编码|poi id|poiid|uid|osm id|fid|objectid|code|代码|唯一标识|标识码|gid|key|' +
    'hex id|cod|设施编号|设施编码|统一社会信用代码',
  name:
    'name|名称|设施名称|小区名称|住宅小区名称|机构名称|单位名称|项目名称|poi name|点位名称|小区名|' +
    '小区|楼盘名称|xqmc|ssmc|mc|地块名称|站点名称|学校名称|title|名字|标题|facility name|block name|nome|nombre|' +
    'nom|bezeichnung|mingcheng|出入口名称|大门名称|门名称',
  category:
    'category|类别|类型|设施类型|设施类别|类别名称|分类|小类|设施小类|设施种类|种类|业态|type|kind|' +
    'poi type|facility type|categoria|categoría|class|fclass|amenity|leixing|中类|大类',
  typecode:
    'typecode|type code|类型编码|类型代码|分类代码|分类编码|poi typecode|amap typecode|高德类型编码|' + '高德编码',
  lon:
    'wgs84 lng|wgs84 lon|lon wgs84|lng wgs84|经度 wgs84|wgs84 经度|lon|lng|longitude|long|经度|' +
    'gcj02 lng|gcj02 lon|高德经度|火星经度|bd09 lng|bd lng|百度经度|x|x坐标|坐标x|东经|point x|' +
    'coord x|xcoord|lon x|longitud|easting|横坐标|东坐标|jingdu',
  lat:
    'wgs84 lat|lat wgs84|纬度 wgs84|wgs84 纬度|lat|latitude|纬度|gcj02 lat|高德纬度|火星纬度|' +
    'bd09 lat|bd lat|百度纬度|y|y坐标|坐标y|北纬|point y|coord y|ycoord|lat y|latitud|northing|' +
    '纵坐标|北坐标|weidu',
  location:
    'location|坐标|经纬度|经纬度坐标|位置坐标|lnglat|lonlat|lng lat|lon lat|coordinates|coord|定位|geom wkt|wkt geom|wkb geometry|zb|' +
    '点位坐标|geometry|geom|wkt|the geom|shape',
  address: 'address|地址|详细地址|设施地址|addr|位置|地点|坐落|dizhi',
  capacity:
    'capacity|容量|规模|床位|床位数|养老床位|养老床位数|托位|托位数|学位|学位数|座位数|餐位|餐位数|' +
    '接待能力|服务能力|班数|班级数|班额|办学规模|厕位数|泊位数|车位数|places|beds|seats|额定容量|日供餐数',
  floor_area_m2: 'floor area m2|floor area|建筑面积|总建筑面积|使用面积|面积|设施面积|建筑面积平方米|gfa|area m2',
  level: 'level|级别|层级|等级|设施级别|服务层级|配置层级|生活圈级别',
  hours: 'hours|营业时间|开放时间|服务时间|opening hours|open hours|开放时段|营业时段',
  status:
    'status|状态|運營狀態|狀態|运营状态|营业状态|使用状态|设施状态|开放状态|运行状态|运营情况|使用情况|建设情况|建设状态|启用状态|启用情况|现状|' +
    '是否在用|是否营业|是否运营|是否启用|是否开放|是否使用|是否正常|在用情况|营业情况|存续状态|current status|operational status|estado|situación|' +
    'situação|zustand|betriebsstatus|statut|in use|is open|active',
  closed_on:
    'end date|关停日期|关停时间|停业日期|停业时间|停用日期|停用时间|关闭日期|关闭时间|注销日期|注销时间|撤销日期|撤销时间|拆除日期|拆除时间|' +
    'closed on|closing date|closure date|date closed|close date|fecha de cierre|schließung|geschlossen am|date de fermeture|data de encerramento',
  opened_on:
    'opening date|start date|开业日期|开业时间|启用日期|启用时间|投用时间|投用日期|投入使用时间|建成时间|建成日期|竣工时间|竣工日期|开放日期|' +
    "opened on|date opened|open date|fecha de apertura|eröffnung|eröffnet am|date d'ouverture|data de abertura",
  dwellings:
    'dwellings|户数|总户数|住宅户数|居民户数|套数|住宅套数|住房套数|家庭户数|户|households|homes|' +
    'dwelling units|housing units',
  residential_floor_area_m2: 'residential floor area m2|residential floor area|住宅建筑面积|住宅面积|居住建筑面积',
  community: 'community|社区|所属社区|社区名称|所在社区|居委会|村居|社区居委会|村社区',
  street: 'street|街道|所属街道|街道名称|所在街道|街镇|乡镇|乡镇街道|街道乡镇|subdistrict|sub district|' + 'township',
  district: 'district|区|所属区|行政区|区县|所属区县|区名称|所在区|adname|区域|county',
  block_id: 'block id|block|小区编号|小区id|地块编号|小区编码|地块编码|街区编号|所属小区编号|blockid',
  block_name: '所属小区|所在小区|小区名称|小区名|小区|所属地块|block name|compound|compound name',
  population:
    'population|人口|人口数|人口总数|总人口|总人口数|常住人口|常住人口数|居住人口|居住人口数|' +
    '实有人口|实住人口|人数|pop|people|residents|inhabitants|total population|pop total|居民数|' +
    '居民人数|户籍人口|rks|rkzs|rksl|czrk|czrks',
}
