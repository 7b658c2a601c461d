import { termsOf } from '#kernel/terms.ts'

const ACTS = '清理 清运 整治 巡查 修复 劝导 打扫 检查 铲除 维护 登记 走访'.split(' ')
const THINGS =
  `楼道杂物 绿化带垃圾 墙面小广告 乱停车辆 占道摊贩 破损宣传栏 飞线充电 卫生死角 枯枝落叶 积水路面 堵塞下水口
  废旧家具 违规搭建 消防通道 健身器材 公共座椅 自行车棚 路灯线缆 花坛护栏 垃圾桶点 楼顶积物 地下室堆物 临街门头 晾晒绳索 院内荒草`.split(
    /\s+/,
  )
const ENDS = ['', '，居民配合', '，已告知物业', '，当日完成']

/** A word that one record in `RARE_EVERY` holds. */
export const RARE_WORD = '窨井'
export const RARE_EVERY = 5000

/** Notes as clerks write them, with the terms they are searched by; the first one holds the rare word. */
export function seedNotes(): { text: string; terms: string[] }[] {
  const plain = ACTS.flatMap((act) => THINGS.flatMap((thing) => ENDS.map((end) => act + thing + end)))
  return [`更换${RARE_WORD}盖`, ...plain].map((text) => ({ text, terms: termsOf([text]) }))
}
