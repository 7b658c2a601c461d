import { OPERATOR, OPERATOR_NAME, type Reader, type Role } from './reader.ts'

/**
 * The reader for acts no person signed in for: the command line, a job, the demo's story.
 * @param deviceId what acts, as history names it
 */
export function operatorIn(communityId: string, role: Role = 'administrator', deviceId = 'operator'): Reader {
  return {
    accountId: null,
    actor: OPERATOR,
    name: OPERATOR_NAME,
    role,
    communityId,
    nodes: [communityId],
    places: null,
    parties: [],
    deviceId,
    language: 'zh-CN',
  }
}
