const FOLDED = [
  '個个處处條条戶户輛辆噸吨場场棟栋間间張张項项臺台萬万億亿餘余來来幾几兩两號号時时點点鐘钟歲岁線线樓楼層层組组單单',
  '電电話话熱热週周強强級级屆届頁页讀读數数員员隊队區区縣县鄉乡鎮镇廣广園园學学門门車车垃圾圈圈約约過过達达總总',
  '幹干橋桥鋪铺檔档專专規规劃划計计動动堅坚實实標标務务網网責责類类種种後后開开內内從从為为這这隻只顆颗盞盏贈赠',
].join('')
const FOLD = new Map<string, string>()
for (let at = 0; at + 1 < FOLDED.length; at += 2) FOLD.set(FOLDED[at]!, FOLDED[at + 1]!)
for (let digit = 0; digit < 10; digit += 1) FOLD.set(String.fromCharCode(0xff10 + digit), String(digit))
for (const [wide, narrow] of [
  ['：', ':'],
  ['（', '('],
  ['）', ')'],
  ['．', '.'],
  ['％', '%'],
  ['，', ','],
  ['；', ';'],
  ['＋', '+'],
]) {
  FOLD.set(wide!, narrow!)
}

/** Traditional and full-width spellings folded one to one, so that offsets stay those of the original text. */
export function foldText(text: string): string {
  let out = ''
  for (let at = 0; at < text.length; at += 1) out += FOLD.get(text[at]!) ?? text[at]!
  return out
}
