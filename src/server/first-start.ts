import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { App } from '#kernel/node/app.ts'
import { operatorIn } from '#kernel/operator.ts'
import { createCommunity, listCommunities } from '#slices/people/community-store.ts'
import { addAccount } from '#slices/people/account-store.ts'
import { makeSignInLink } from '#slices/people/sign-in-link-store.ts'
import { type Engaged, freshPasswords } from './demo/cast.ts'
import { DEMO_CODE, tellStory } from './demo/story.ts'
import type { Settings } from './settings.ts'

const MODE_FILE = 'mode'
const WELCOME_FILE = 'welcome.json'

/**
 * What the first start of a data folder makes, and what every start says about signing in. Whether the folder is a
 * demo or real is decided once and kept in it, so that a demo never grows into a real ledger unnoticed. Demo
 * passwords are random, kept in the folder (mode 0600) and printed at every start; a real folder prints a one-time
 * link for its first administrator until it is used.
 */
export async function firstStart(app: App, settings: Settings): Promise<(url: string) => string[]> {
  const mode = await decideMode(app, settings)
  if (mode === 'real') return realWelcome(app)
  const lines = await demoWelcome(app)
  return () => lines
}

async function decideMode(app: App, settings: Settings): Promise<'demo' | 'real'> {
  const file = join(settings.dataFolder, MODE_FILE)
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept.trim() === 'demo' || kept.trim() === 'real') return kept.trim() as 'demo' | 'real'
  // A folder the command line made holds real communities; it must not be turned into a demo afterwards.
  const empty = (await app.db.asOwner(listCommunities)).length === 0
  const mode = empty && settings.demo ? 'demo' : 'real'
  await writeFile(file, `${mode}\n`, { mode: 0o600 })
  return mode
}

async function demoWelcome(app: App): Promise<string[]> {
  const file = join(app.dataFolder, WELCOME_FILE)
  let people = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Engaged[],
    () => undefined,
  )
  const told = (await app.db.asOwner(listCommunities)).some((community) => community.code === DEMO_CODE)
  if (told && !people)
    return ['', `这是演示数据，但密码文件 ${file} 不见了。要重新开始演示，请停止后删除或更换数据文件夹。`]
  if (!told || !people) {
    // The passwords are on disk before the story commits, so a start cut short leaves nobody locked out.
    people = freshPasswords()
    await writeFile(file, JSON.stringify(people), { mode: 0o600 })
    await tellStory(app, people)
  }
  return [
    '',
    '这是演示数据。用下面任一账号登录（密码随机生成，只存在本机数据文件夹）：',
    ...people.map((person) => `  ${person.login.padEnd(8)} ${person.password}   ${person.says}`),
    '正式使用：换一个数据文件夹，用 YBZ_DEMO=0 启动。',
  ]
}

async function realWelcome(app: App): Promise<(url: string) => string[]> {
  const communities = await app.db.asOwner(listCommunities)
  const community =
    communities[0] ??
    (await app.db.asOwner((tx) => createCommunity(tx, { code: 'community', name: '本社区' }, app.now())))
  const reader = operatorIn(community.id)
  const path = await app.db.asOwner(async (tx) => {
    const accounts = await tx.selectFrom('account').select(['id', 'password_hash']).execute()
    if (accounts.some((account) => account.password_hash !== null)) return undefined
    const id =
      accounts[0]?.id ??
      (await addAccount(tx, reader, { login: 'admin', name: '管理员', role: 'administrator' }, app.now()))
    return `/welcome#${await makeSignInLink(tx, id, app.now())}`
  })
  if (!path) return () => []
  return (url) => [
    '',
    '第一次使用：在浏览器打开下面的一次性链接，为管理员 admin 设置密码（7 天内有效，用后作废）：',
    `  ${url}${path}`,
  ]
}
