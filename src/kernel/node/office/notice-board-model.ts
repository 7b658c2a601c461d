export interface NoticeDuty {
  /** 包院干部, 网格员, 楼栋长 … as the office names it. */
  role: string
  name: string
  phone?: string
}

export interface NoticePlace {
  name: string
  grid?: string
  /** 包抓单位; several are joined with 、. */
  unit?: string
  duties: NoticeDuty[]
  /** 户数, 楼栋数 and the like, with their values as they are to be read. */
  facts: { label: string; value: string }[]
}

export interface NoticeBoard {
  community: string
  /** As it is to be read on the board, e.g. 2020年12月31日. */
  date: string
  /** Over every board; 包抓责任公示牌 when not given. */
  heading?: string
  /** A line residents may ring, at the foot. */
  hotline?: string
  places: NoticePlace[]
}
