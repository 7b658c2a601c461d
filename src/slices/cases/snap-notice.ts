import type { FastifyReply } from 'fastify'
import { dayAt } from '#kernel/days.ts'
import { renderQrNotice } from '#kernel/node/office/qr-notice.ts'
import type { Call } from '#kernel/node/route.ts'
import { caseProblems } from './problems.ts'
import { sendFile } from './send-file.ts'
import { communityNamed, publicPlaces } from './store-snap.ts'

type NoticeCall = Pick<
  Call<unknown, { place?: string | undefined; size: 'A4' | 'A5' }, unknown>,
  'app' | 'tx' | 'reader' | 'query' | 'request' | 'reply'
>

const STEPS = ['拍照，写一句话，选地点，不用注册', '提交后请记下查询码', '凭查询码看进展，办结后说说是否真的改好了']

/** The sheet that hangs at a gate: its code opens the public page, with the place filled in. @throws case.place-unknown */
export async function snapNotice({ app, tx, reader, query, request, reply }: NoticeCall): Promise<FastifyReply> {
  const { code, name } = await communityNamed(tx, reader.communityId)
  const [place] = query.place ? await publicPlaces(tx, reader.communityId, dayAt(app.now()), query.place) : []
  if (query.place && !place) throw caseProblems['case.place-unknown']({}, 'place')
  const where = place ? `?p=${place.id}` : ''
  const bytes = await renderQrNotice({
    heading: '随手拍',
    invites: '发现身边的问题，扫码告诉社区',
    place: place?.name ?? '',
    // The address this very page was opened under: what the office reaches, or its proxy passes on.
    url: `${request.protocol}://${request.host}/s/${encodeURIComponent(code)}${where}`,
    steps: STEPS,
    foot: name,
    size: query.size,
  })
  return sendFile(reply, bytes, 'docx', `随手拍张贴页${place ? `（${place.name}）` : ''}`, 'snap-notice')
}
