import { z } from 'zod'
import { storedPhotoRoutes } from '#kernel/node/photos/stored-photo-routes.ts'
import { route, type RouteSpec } from '#kernel/node/route.ts'
import { PHOTO_ROLES, PhotoView } from './schema.ts'
import { addPhoto } from './add-photo.ts'
import { mayUsePhoto } from './store-photos.ts'

const HOME = '/api/c/:community/entries/:entry/photos'
const Entry = z.object({ entry: z.uuid() })
const Photo = Entry.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })

export const photoRoutes: RouteSpec[] = [
  route({
    method: 'POST',
    path: HOME,
    access: ['write', 'ledger'],
    summary: '给记录加一张照片（multipart 的 file，或直接发送图片内容）',
    params: Entry,
    query: z.strictObject({ role: z.enum(PHOTO_ROLES).default('scene') }),
    answer: PhotoView,
    upload: true,
    transaction: 'own',
    run: addPhoto,
  }),
  ...storedPhotoRoutes({
    path: `${HOME}/:sha256`,
    access: ['read', 'ledger'],
    summary: '照片',
    params: Photo,
    may: (tx, _reader, { entry, sha256 }) => mayUsePhoto(tx, entry, sha256),
  }),
]
