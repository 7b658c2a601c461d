import { defineProblems } from '#kernel/problem.ts'

export const photoProblems = defineProblems({
  'photo.not-image': {
    status: 415,
    zh: () => '这个文件不是可用的照片。请上传 JPG、PNG 或 WebP 格式的图片。',
    en: () => 'Not a usable photo. Upload JPG, PNG or WebP.',
  },
  'photo.too-large': {
    status: 413,
    zh: (p) => `照片太大（上限 ${p.limit}）。请在手机上选“压缩”或换一张再传。`,
    en: (p) => `The photo is too large (limit ${p.limit}).`,
  },
  'photo.missing': {
    status: 400,
    zh: () => '没有收到照片，请选择一张图片再上传。',
    en: () => 'No photo arrived.',
  },
})
