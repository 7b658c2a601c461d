import type { RouteSpec } from '#kernel/node/route.ts'
import { routes as allRoutes } from '#server/slices.ts'
import {
  AT_PLACES,
  FIELDS,
  type Letter,
  LETTERS,
  MATRIX,
  RELATIONS,
  type Relation,
  SEEN_AT_PLACES,
} from '#test/permission-matrix.ts'
import { codeOf, isFound, isHarmless, nameOf } from './answers.ts'
import { bodyFor } from './bodies.ts'
import { type Answer, ask, frontDoor, type Http, wallAlone } from './doors.ts'
import { undeclared } from './schema-paths.ts'
import { mayReach, maySee, partOf } from './sees.ts'
import { matrixWorld, type Thing, type World } from './world.ts'

const NOBODY = '01900000-0000-7000-8000-000000000000'
const NOTHING: Record<string, string> = {
  sha256: 'f'.repeat(64),
  code: 'no-such-code',
  key: 'no.such-key',
  day: '2026-02-02',
  list: 'problems',
}

export interface MatrixResult {
  cells: number
  unexpected: string[]
  routesWithoutRow: string[]
  rlsLeaks: string[]
}

const isGuarded = (spec: RouteSpec): boolean => Array.isArray(spec.access)
const isAbove = (spec: RouteSpec): boolean => spec.access.length === 3 && Array.isArray(spec.access)

/** Every role × route × relation, once with all checks and once with none but the database's. */
export async function runMatrix(routes: RouteSpec[] = allRoutes, rows = MATRIX): Promise<MatrixResult> {
  const world = await matrixWorld()
  const result: MatrixResult = { cells: 0, unexpected: [], routesWithoutRow: [], rlsLeaks: [] }
  result.routesWithoutRow = routes.map(nameOf).filter((name) => !rows.has(name))
  const known = routes.filter((spec) => rows.has(nameOf(spec)))
  const front = await frontDoor(world.office.app, routes)
  const wall = await wallAlone(world.office.app, routes, world.office.community.code)
  try {
    const matrix = new Matrix(world, result, rows, wall)
    for (const spec of known) await matrix.askAll(front, spec)
    matrix.checkSeen()
    for (const spec of known) await matrix.askWall(wall, spec)
    return result
  } finally {
    await front.close()
    await wall.close()
    await world.office.close()
  }
}

class Matrix {
  private readonly world: World
  private readonly result: MatrixResult
  private readonly rows: typeof MATRIX
  private readonly wall: Http
  /** Canaries that somebody was shown: one that nobody ever sees proves nothing. */
  private readonly seen = new Set<string>()

  constructor(world: World, result: MatrixResult, rows: typeof MATRIX, wall: Http) {
    this.world = world
    this.result = result
    this.rows = rows
    this.wall = wall
  }

  async askAll(http: Http, spec: RouteSpec): Promise<void> {
    const expected = this.rows.get(nameOf(spec))!
    if (!isGuarded(spec)) return this.askOpen(http, spec, expected)
    // Side by side: nothing that is asked here stays.
    await Promise.all(
      ([...LETTERS] as Letter[]).map(async (letter) => {
        await this.askAtHome(http, spec, letter, expected.includes(letter))
        if (!isAbove(spec)) await this.askElsewhere(http, spec, this.world.tokens[letter], letter)
      }),
    )
    const mine = this.path(spec, this.world.office.community.code, null)
    for (const [who, token] of [
      ['nobody', null],
      ['a session that is over', 'x'.repeat(43)],
    ] as const) {
      const answer = await this.ask(http, spec, token, mine)
      if (answer.status !== 401) this.wrong(spec, who, 'own', answer, '401')
    }
    if (isAbove(spec)) return
    // Whoever worked here before may still hand in what their phone holds, and learns that this community is there.
    await this.askElsewhere(http, spec, this.world.expired, 'expired', spec.formerToo ? undefined : mine)
    if (!spec.formerToo) return
    const kept = await this.ask(http, spec, this.world.expired, mine)
    if (kept.status === 404) this.wrong(spec, 'expired', 'own', kept, 'taken or refused for what it is')
  }

  /** public and session routes: who is let in at all. */
  private async askOpen(http: Http, spec: RouteSpec, expected: string): Promise<void> {
    const tokens: [string, string | null][] = [['nobody', null], ...Object.entries(this.world.tokens)]
    for (const [who, token] of tokens) {
      const answer = await this.ask(http, spec, token, this.path(spec, '', null))
      const refused = codeOf(answer) === 'session.missing'
      if (refused !== (expected === 'session' && token === null)) this.wrong(spec, who, 'own', answer, expected)
      this.checkWords(spec, who as Letter, answer)
    }
  }

  private async askAtHome(http: Http, spec: RouteSpec, letter: Letter, mayCall: boolean): Promise<void> {
    const token = this.world.tokens[letter]
    const code = this.world.office.community.code
    const absent = await this.ask(http, spec, token, this.path(spec, code, null))
    this.checkGate(spec, letter, 'own', absent, mayCall)
    this.checkWords(spec, letter, absent)
    if (mayCall) this.checkFields(spec, letter, absent)
    for (const [relation, thing] of this.thingsFor(spec, letter)) {
      const answer = await this.ask(http, spec, token, this.path(spec, code, thing))
      this.checkWords(spec, letter, answer)
      if (!mayCall) {
        this.checkGate(spec, letter, relation, answer, false)
      } else if (mayReach(spec, letter, relation)) {
        if (!isFound(spec, answer, absent)) this.wrong(spec, letter, relation, answer, 'found')
        this.checkFields(spec, letter, answer)
      } else if (answer.status !== absent.status || !answer.raw.equals(absent.raw)) {
        this.wrong(spec, letter, relation, answer, `the same as for nothing (${absent.status})`)
      }
    }
  }

  /** A community one has no role in, and an office above by its own code, are as good as none at all. */
  private async askElsewhere(http: Http, spec: RouteSpec, token: string, who: string, own?: string): Promise<void> {
    const { other, street } = this.world.office
    const nowhere = await this.ask(http, spec, token, this.path(spec, 'no-such-place', null))
    if (nowhere.status !== 404) this.wrong(spec, who, 'other community', nowhere, '404')
    const thing = this.world.things[partOf(spec) ?? '']?.['other community'] ?? null
    const paths = [this.path(spec, other.code, thing), this.path(spec, street.code, null), ...(own ? [own] : [])]
    for (const path of paths) {
      const answer = await this.ask(http, spec, token, path)
      const same = answer.status === nowhere.status && answer.raw.equals(nowhere.raw)
      if (!same) this.wrong(spec, who, 'other community', answer, 'the same as for no community')
    }
  }

  async askWall(http: Http, spec: RouteSpec): Promise<void> {
    if (!isGuarded(spec)) return
    await Promise.all(([...LETTERS] as Letter[]).map((letter) => this.askWallAs(http, spec, letter)))
  }

  private async askWallAs(http: Http, spec: RouteSpec, letter: Letter): Promise<void> {
    const { community, other } = this.world.office
    const token = this.world.tokens[letter]
    const foreign = this.world.things[partOf(spec) ?? '']?.['other community'] ?? null
    const abroad = await this.ask(http, spec, token, this.path(spec, other.code, foreign))
    this.checkWall(spec, letter, 'other community', abroad, foreign !== null || spec.method !== 'GET')
    if (!SEEN_AT_PLACES[letter]) return
    const part = partOf(spec) ?? ''
    const things = AT_PLACES.includes(part) ? this.thingsFor(spec, letter) : []
    const out = things.filter(([relation]) => !maySee(letter, part, relation) && relation !== 'other community')
    const list = await this.ask(http, spec, token, this.path(spec, community.code, null))
    this.checkWall(spec, letter, 'other grid', list, false)
    for (const [relation, thing] of out) {
      const answer = await this.ask(http, spec, token, this.path(spec, community.code, thing))
      this.checkWall(spec, letter, relation, answer, true)
    }
  }

  checkSeen(): void {
    const canaries = [...this.canaries()].map(([canary]) => canary)
    for (const canary of canaries.filter((one) => !this.seen.has(one) && !isForeign(one))) {
      this.result.unexpected.push(`nobody was ever shown “${canary}”: its cells prove nothing`)
    }
  }

  private async ask(http: Http, spec: RouteSpec, token: string | null, url: string): Promise<Answer> {
    this.result.cells += 1
    const { things, elm } = this.world
    const any = Object.values(things).flatMap((one) =>
      Object.values(one).map((thing) => Object.values(thing.params)[0]!),
    )
    const answer = await ask(http, token, spec.method, url, bodyFor(spec, { any, placeId: [elm], place: [elm] }))
    // Code that believes what is not so may stumble over what the wall hides; as it is, nothing may.
    if (http !== this.wall && answer.status >= 500) {
      this.result.unexpected.push(`${nameOf(spec)} ${url} → ${answer.status} ${answer.text}`)
    }
    return answer
  }

  private path(spec: RouteSpec, community: string, thing: Thing | null): string {
    const fill = { ...NOTHING, ...thing?.params, community }
    const path = spec.path.replaceAll(/:(\w+)/g, (_, key: string) => fill[key as keyof typeof fill] ?? NOBODY)
    return `${path}${queryOf(spec, this.world.elm)}`
  }

  /** What the path can be about, in each relation there is. */
  private thingsFor(spec: RouteSpec, letter: Letter): [Relation, Thing][] {
    const part = partOf(spec)
    if (!part) return []
    const things = { ...this.world.things[part] }
    if (part === 'entries' || part === 'cases') things.own = this.world.mine[letter][part]
    const needs = [...spec.path.matchAll(/:(\w+)/g)].map((match) => match[1]!).filter((key) => key !== 'community')
    return RELATIONS.flatMap((relation): [Relation, Thing][] => {
      const thing = things[relation]
      return thing && needs.every((key) => key in thing.params) ? [[relation, thing]] : []
    })
  }

  /** Each canary with what it belongs to. */
  private *canaries(): Generator<[string, { part: string; relation: Relation; owner?: Letter }]> {
    for (const [part, things] of Object.entries(this.world.things)) {
      for (const [relation, thing] of Object.entries(things) as [Relation, Thing][]) {
        if (thing.canary) yield [thing.canary, { part, relation }]
      }
    }
    for (const [owner, { entries, cases }] of Object.entries(this.world.mine) as [Letter, World['mine'][Letter]][]) {
      yield [entries.canary!, { part: 'entries', relation: 'own', owner }]
      yield [cases.canary!, { part: 'cases', relation: 'own', owner }]
    }
  }

  /** Words of things this role may not see, in no answer whatever; and fields only some see whole. */
  private checkWords(spec: RouteSpec, letter: Letter, answer: Answer): void {
    for (const [canary, { part, relation, owner }] of this.canaries()) {
      if (!shows(answer, canary)) continue
      this.seen.add(canary)
      const asRelation = owner && owner !== letter ? 'other grid' : relation
      if (!maySee(letter, part, asRelation)) this.wrong(spec, letter, asRelation, answer, `not to say “${canary}”`)
    }
    for (const { field, whole } of FIELDS) {
      const word = this.world.fields[field]
      if (word === undefined || !shows(answer, word)) continue
      this.seen.add(word)
      if (!whole.includes(letter)) this.wrong(spec, letter, 'own', answer, `not to show ${field}`)
    }
  }

  private checkFields(spec: RouteSpec, letter: Letter, answer: Answer): void {
    if (!spec.answer || answer.status !== 200 || answer.json === undefined) return
    const extra = undeclared(spec.answer, answer.json)
    if (extra.length > 0)
      this.wrong(spec, letter, 'own', answer, `no undeclared fields: ${[...new Set(extra)].join(', ')}`)
  }

  private checkGate(spec: RouteSpec, who: string, relation: Relation, answer: Answer, mayCall: boolean): void {
    const refused = answer.status === 403 && codeOf(answer) === 'access.denied'
    if (refused === mayCall || answer.status === 401)
      this.wrong(spec, who, relation, answer, mayCall ? 'let in' : '403')
  }

  private checkWall(spec: RouteSpec, letter: Letter, relation: Relation, answer: Answer, named: boolean): void {
    const found = [...this.canaries()].filter(([canary, { part, relation: at, owner }]) => {
      const stands = owner && owner !== letter ? 'other grid' : at
      const beyond = stands === 'other community' || !maySee(letter, AT_PLACES.includes(part) ? part : '', stands)
      return beyond && shows(answer, canary)
    })
    const leak = found.map(([canary]) => canary)
    // A thing named in the path must be as good as none: neither shown nor changed.
    if (named && answer.status < 300 && !isHarmless(spec, answer)) leak.push(`${answer.status}`)
    if (leak.length > 0) {
      this.result.rlsLeaks.push(`${letter} ${nameOf(spec)} [${relation}] → ${answer.status} ${leak.join(', ')}`)
    }
  }

  private wrong(spec: RouteSpec, who: string, relation: Relation, answer: Answer, wanted: string): void {
    const said = answer.json === undefined ? '' : ` ${answer.text.slice(0, 160)}`
    this.result.unexpected.push(`${who} ${nameOf(spec)} [${relation}] → ${answer.status}${said}; expected ${wanted}`)
  }
}

const shows = (answer: Answer, word: string): boolean => answer.text.includes(word)
const isForeign = (canary: string): boolean => /theirs|other community|林东|邻社区/.test(canary)

// Questions that a list must be asked to answer at all.
function queryOf(spec: RouteSpec, place: string): string {
  if (spec.method !== 'GET') return ''
  if (/\/duties\/answering$|\/cases\/alike$/.test(spec.path)) return `?place=${place}`
  if (spec.path.endsWith('/duties/coverage')) return '?from=2026-01-01&to=2026-12-31'
  return ''
}
