/** English for the register of places and the profile. */
export const words: Record<string, string> = {
  这里的问题: 'Problems here',
  社区概况: 'Community profile',
  登记地点: 'Add a place',
  更正地点: 'Correct a place',
  '网格、楼院、背街小巷和各类站点。台账记录、包抓责任都落在这里登记的地点上。':
    'Grids, yards, alleys and stations. Ledger records and duties stand on the places registered here.',
  名称或别名: 'Name or other name',
  所在地点: 'Parent place',
  没有符合条件的地点: 'No place matches',
  还没有登记地点: 'No places yet',
  '先登记网格，再登记网格里的楼院和小巷；也可以到“导入”把现有台账表格一次导进来。':
    'Add the grids first, then their yards and alleys; or import the workbook you keep, all at once.',
  下级地点: 'Places below',
  在列表中查看全部下级: 'Show all below in the list',
  直接归社区的留空: 'Leave empty if it belongs directly to the community',
  '{type}应登记在上一级地点之下': 'A {type} stands below another place',
  '这个地点从哪天起算数；一般填当年1月1日或建成、划入的日期':
    'From which day it counts: usually the first of January, or the day it was built or joined',
  别名: 'Other names',
  经纬度: 'Longitude, latitude',
  '先经度后纬度，WGS-84（手机 GPS 的坐标）；高德、百度地图上的会偏几百米。用来在手机上把近的地点排在前面':
    'Longitude first, in WGS-84 as GPS gives it; Amap and Baidu are some hundred metres off. Phones list near places first',
  '经纬度要写成两个数，先经度后纬度，中间用逗号隔开，例如 117.0208, 36.6683。':
    'Write two numbers, longitude first, with a comma between them: 117.0208, 36.6683.',
  '台账里对它的其他叫法，导入时按这些名字也能认出': 'Other names ledgers use for it; imports recognise them too',
  在此之下登记: 'Add below this',
  相关: 'Related',
  谁负责这个地点: 'Who answers for this place',
  这里的设施: 'Facilities here',
  这里的台账记录: 'Ledger records here',
  地点树: 'Tree of places',
  在地点树中查找: 'Find in the tree',
  自何日起: 'Since',
  '情况变了就填变化的日期，原来的数保留到前一天；原来填错了就保持日期不变':
    'If things changed, give the day of the change: the old value stays until the day before. If the old value was wrong, keep the day.',
  '填报{label}': 'State {label}',
  '更正{label}': 'Correct {label}',
  '{label}的历史': 'History: {label}',
  填报: 'State',
  历史: 'History',
  '{label}的修改历史': 'History of {label}',
  数值: 'Value',
  单位: 'Unit',
  '面积、户数、人口等基本数据。汇报里的概况数字都取自这里。':
    'Area, households, population and the like. The profile figures of reports come from here.',
  项目: 'Item',
  未填: 'Not stated',
  '有 {count} 处前后不一致，请核对':
    '{count, plural, one {# contradiction to check} other {# contradictions to check}}',
}
