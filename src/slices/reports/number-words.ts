/**
 * The words that decide whether digits in running Chinese prose are a quantity. Data for typed-numbers.ts; all in
 * simplified characters, the text is folded to them before it is looked at.
 */

const words = (text: string): string[] => text.trim().split(/\s+/)

/** Measure words that may follow a number, longest first so that 人次 is not read as 人. */
export const UNITS = words(`
  人(次) 场(次) 户(次) 起(处) 平方公里 平方千米 立方米 平方米 个百分点 个工作日 个多小时 大垃圾车 个多月
  个小时 个月 人次 场次 户次 台次 车次 条次 起次 班次 批次 平米 公里 千米 公斤 千克 小时 分钟 立方 万元 亿元
  卡车 车斗 百分点 ㎡ ㎥ m2 m² m³ km kg 个 处 人 名 位 辆 吨 条 次 户 份 车 支 米 家 套 元 起 栋 幢 台 项 块
  张 场 宗 袋 株 瓶 克 分 棵 贴 天 路 封 期 种 幅 箱 盒 类 间 件 只 座 所 片 枚 桶 盏 根 顶 面 本 册 篇 批 组
  队 亩 斤 例 宣 遍 趟 升 公顷 厘米 篓 段 道 把 % ‰
`).sort((a, b) => b.length - a.length)

/** Measure words behind which a Chinese numeral counts something that can be pointed at. */
export const CONCRETE_UNITS = words(`
  人次 场次 户次 台次 车次 平方米 立方米 平方公里 公里 小时 个小时 个多小时 个月 天 名 户 处 条 座 栋 幢 间 支
  块 份 幅 家 台 辆 车 吨 只 袋 张 套 起 件 亩 米 场 次 路 人 种
`).sort((a, b) => b.length - a.length)

/** Nouns that make 两个… a count of things; without one of them 三个方面, 四个意识 stay figures of speech. */
export const CONCRETE_NOUNS = words(`
  社区 小区 楼院 院落 庭院 院 市场 街道 乡镇 镇 村 网格 点位 单位 部门 小组 工作组 督查组 支部 分队 队 站 城区
  广场 公园 路口 学校 楼栋 楼 门店 商户 商铺 摊 停车 车位 垃圾 桶 巷 家庭 室 岗 广告 箱 展板 宣传栏 公厕 工地
  县 死角 车棚 充电 摄像头 路灯 井盖
`)

/** Behind such a word even a concrete measure word is a figure of speech: 三条措施, 两支力量, 四处可见. */
export const ABSTRACT_NOUNS = words(`
  措施 意见 建议 底线 防线 主线 战线 途径 路径 经验 要求 力量 问题 感 目标 任务 线索 原则 蓝图 心 可见 奔走
  宣传 形态 模式 方式 方法 情况 关系 能力 意识 精神 同行 一 并 齐 又
`)
