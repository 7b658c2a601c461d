/** The English of this slice's screens. */
export const words: Record<string, string> = {
  照片是否重复使用: 'Photos used again',
  '照片可能重复使用，请看一看': 'Photos that may have been used again; please look',
  '两条记录的照片相同或很像时，请看一看：可能是同一件事记了几条，也可能选照片时选错了。记录照常入账、照常统计，不受影响。':
    'Two records show the same photo, or two that look alike: it may be one event recorded several times, or the wrong photo was picked. The records stand and count as they are.',

  // lists
  看哪些: 'Show',
  还没看的: 'Not looked at',
  先放着的: 'Put aside',
  等着更正的: 'Waiting to be mended',
  已经看过的: 'Looked at',
  没有要看的照片: 'No photos to look at',
  '新照片传上来以后会自动比对，有相同或很像的才放到这里，首页也会提醒。':
    'New photos are compared as they come. Only those that are the same or look alike are shown here, and the home page says so.',
  没有先放着的: 'Nothing was put aside',
  没有等着更正的: 'Nothing waits to be mended',
  还没有看过的: 'None was looked at yet',
  回首页: 'Back to the home page',

  // one question
  两条记录用的是同一张照片: 'Both records use the same photo',
  两张照片出自同一个原始文件: 'Both photos come from the same original file',
  两张照片看上去很像: 'The two photos look alike',
  '第{at}张：{kind} {place} {day}': 'Photo {at}: {kind} {place} {day}',
  这张照片已从记录里去掉: 'This photo was taken off the record',
  '放大，两张并排看': 'Enlarge both, side by side',
  左边的记录: 'Record on the left',
  右边的记录: 'Record on the right',
  打开这条记录: 'Open this record',
  打开这个问题: 'Open this problem',
  记的是: 'Recorded as',
  照片是: 'The photo shows',
  照片自带的拍摄时间: 'Taken, by the photo itself',
  照片来源: 'Source',
  收到照片: 'Received',
  相机拍的: 'camera',
  相册里选的: 'album',
  不清楚: 'unknown',

  // answers
  怎么看: 'What is it',
  '同一件事（正常）': 'One event (all is well)',
  '用错照片，去更正': 'Wrong photo, to be mended',
  不是同一张: 'Not the same photo',
  先放着: 'Put aside for now',
  已记下: 'Noted',
  '已记下。打开照片用错的那条记录，换上对的照片。':
    'Noted. Open the record with the wrong photo and put the right one.',
  '写一句在等什么，自己和同事以后看得明白。它会放在“先放着的”里，随时可以再看。':
    'Say in a word what it waits for. It is kept under “Put aside” and can be looked at again at any time.',
}
