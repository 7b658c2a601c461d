import { type Reader, RESIDENT, RESIDENT_NAME } from '#kernel/reader.ts'

/**
 * Who stands behind the public page: nobody in particular, with the rights of somebody who may say what they saw. It
 * passes the wall of its community, so what is read under it is chosen narrowly by the queries of store-snap*.ts.
 */
export function residentIn(communityId: string): Reader {
  return {
    accountId: null,
    actor: RESIDENT,
    name: RESIDENT_NAME,
    role: 'volunteer',
    communityId,
    nodes: [],
    places: null,
    parties: [],
    deviceId: 'snap',
    language: 'zh-CN',
  }
}
