interface Part {
  zh: string
  en: string
}

const PARTS: Record<string, Part> = {
  kind: { zh: '类别', en: 'kind' },
  placeId: { zh: '地点', en: 'place' },
  locus: { zh: '具体位置', en: 'exact spot' },
  day: { zh: '日期', en: 'day' },
  foundOn: { zh: '发现日期', en: 'day it was found' },
  amounts: { zh: '数量', en: 'quantities' },
  fields: { zh: '填写的项目', en: 'items filled in' },
  parties: { zh: '人员或单位', en: 'people or units' },
  note: { zh: '说明', en: 'remarks' },
  typeCode: { zh: '问题类型', en: 'type of problem' },
  severity: { zh: '程度', en: 'severity' },
  issue: { zh: '是什么问题', en: 'what is wrong' },
  fixedOnSpot: { zh: '怎样整改的', en: 'how it was put right' },
  photos: { zh: '照片', en: 'photos' },
}

const WHOLE: Part = { zh: '内容', en: 'content' }

/**
 * What a person calls the part of a record that could not be read.
 * @param path where it stands in what the phone sent, outermost first: ['act', 'amounts', 'piles']
 */
export function brokenPart(path: readonly PropertyKey[]): Part {
  const [first, second] = path.map(String)
  return PARTS[(first === 'act' ? second : first) ?? ''] ?? WHOLE
}
