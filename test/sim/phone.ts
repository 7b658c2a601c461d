import { isWithdrawal, latestVersion } from '#slices/field/phone/outbox-rules.ts'
import type { FieldClient } from '#slices/field/phone/field-client.ts'
import type { OutboxRow, Owner, PhoneNet, PhoneWorld } from '#slices/field/phone/ports.ts'
import type { Act, PhotoFact } from '#slices/field/schema.ts'
import type { Pending, Roll } from './pending.ts'
import { actOf, photosOf } from './acts.ts'
import { SimDisk } from './phone-disk.ts'
import { sha256 } from './server.ts'

/** The app open on a phone once; a phone may have it open twice. */
export interface Page {
  name: string
  alive: boolean
  owner: Owner
  client: FieldClient
}

/** What its owner was told is saved. */
export interface Told {
  accountId: string
  version: number
  text: string
  photos: string[]
  /** Taken back: at the server, or before it ever left. */
  withdrawn?: 'there' | 'here'
}

export interface Surroundings {
  Client: typeof FieldClient
  pending: Pending
  roll: Roll
  clock: () => number
  net: (phone: SimPhone, page: Page) => PhoneNet
}

/** A phone, whoever carries it, and what they were told. */
export class SimPhone {
  readonly name: string
  readonly deviceId: string
  readonly accounts: string[]
  readonly disk: SimDisk
  /** Who is signed in in the browser, whatever its pages believe. */
  session: string | null
  pages: Page[] = []
  /** The page that has a request under way, and the one that holds the lock. */
  sending: Page | null = null
  #lock: Page | null = null
  clockError = 0
  readonly told = new Map<string, Told>()
  /** Operations whose owner cleared a version they had taken out as a file. */
  readonly cleared = new Set<string>()
  /** Places in the chain, and photos, that the storage spoiled. */
  readonly spoiled = new Set<number | string>()
  /** Photos that are none, as the server will find. */
  readonly noPictures = new Set<string>()
  /** Photos that something in between never lets through. */
  readonly noWay = new Set<string>()
  /** Photos whose connection always dies. */
  readonly cut = new Set<string>()
  /** Places in the chain where a later version of the app added something. */
  added = new Set<number>()
  /** Pages that are letting go of something. */
  readonly #pruning = new Set<Page>()
  readonly broken: string[] = []
  /** Records that were asked to be taken back, or made ones of another kind. */
  readonly takenBack = new Set<string>()
  /** Set back once: what it calls never sent may have been sent by what it was before. */
  wasPutBack = false
  #copy: { disk: ReturnType<SimDisk['copied']>; told: Map<string, Told> } | null = null
  #ids = 0
  #pages = 0
  readonly #around: Surroundings

  constructor(around: Surroundings, n: number, seed: number, accounts: string[]) {
    this.#around = around
    this.name = `phone-${n}`
    this.deviceId = `0190${String(n).padStart(4, '0')}-0000-7000-8000-${String(seed % 1_000_000).padStart(12, '0')}`
    this.accounts = accounts
    this.session = accounts[0]!
    this.disk = new SimDisk(around.pending, this.deviceId)
    this.open()
  }

  /** Opens the app once more: it looks over what it holds. */
  open(accountId = this.session ?? this.accounts[0]!): Page {
    const { clock, roll, net, Client } = this.#around
    const page: Page = {
      name: `${this.name}/${(this.#pages += 1)}`,
      alive: true,
      owner: { accountId, community: 'huaiyin' },
      client: null as never,
    }
    const world: PhoneWorld = {
      disk: this.disk.heldBy(page),
      net: net(this, page),
      alone: async (work) => {
        if (this.#lock?.alive) return null
        this.#lock = page
        try {
          return await work()
        } finally {
          if (this.#lock === page) this.#lock = null
        }
      },
      now: () => clock() + this.clockError,
      elapsed: clock,
      random: () => roll.between(0, 999) / 1000,
      newId: () => `${this.deviceId.slice(0, 23)}-${String((this.#ids += 1)).padStart(12, '0')}`,
      hash: (text) => Promise.resolve(sha256(text)),
      hashBytes: (bytes) => Promise.resolve(sha256(bytes)),
    }
    page.client = new Client(world)
    this.pages.push(page)
    void page.client.audit().catch(() => {})
    return page
  }

  /** The page is gone, and what it was writing is on the disk or not; nobody was told either way. */
  close(page: Page): void {
    page.alive = false
    this.pages = this.pages.filter((one) => one !== page)
    const underWay = this.#around.pending.kill(page.name)
    const takenOut = this.disk.sorted().filter((row) => row.state === 'parked' && row.exportedAt !== null)
    if (underWay[0] && this.#around.roll.between(0, 1) === 0) underWay[0]()
    // What its owner had taken out and asked to be cleared is cleared, though they were not told.
    for (const { operation } of takenOut) if (!this.disk.rows.has(operation.deviceSeq)) this.cleared.add(operation.id)
  }

  /** The phone is switched off and on, or the app is brought up to date. */
  restart(accountId?: string): Page {
    for (const page of this.pages) this.close(page)
    return this.open(accountId)
  }

  save(page: Page): void {
    const act = actOf(this.#around.roll)
    const photos = photosOf(this, this.#around.roll)
    const { accountId } = page.owner
    void page.client.save(page.owner, act, photos).then(
      (id) => {
        const text = JSON.stringify(act)
        if (page.alive) this.told.set(id, { accountId, version: 1, text, photos: namesOf(photos) })
      },
      () => {},
    )
  }

  edit(page: Page): void {
    const { roll } = this.#around
    const own = [...this.told].filter(([, told]) => told.accountId === page.owner.accountId)
    if (own.length === 0) return
    const [id, told] = roll.pick(own)
    const act = actOf(roll)
    const photos = photosOf(this, this.#around.roll)
    if (!told.text.includes(kindIn(act))) this.takenBack.add(id)
    void page.client.edit(page.owner, id, act, photos).then(
      (version) => {
        const told = this.told.get(id)
        // Nobody is told by a page that is gone, or by a phone that was put back.
        if (!page.alive || !told || told.version > version) return
        this.told.set(id, { ...told, version, text: JSON.stringify(act), photos: namesOf(photos) })
      },
      () => {},
    )
  }

  withdraw(page: Page): void {
    const { roll } = this.#around
    const own = [...this.told].filter(([, told]) => told.accountId === page.owner.accountId && !told.withdrawn)
    if (own.length === 0) return
    const [id] = roll.pick(own)
    this.takenBack.add(id)
    const reason = roll.pick(['记重了', '记错地方了'])
    void page.client.withdraw(page.owner, id, { reason, seen: null }).then(
      (here) => {
        const told = this.told.get(id)
        if (!page.alive || !told) return
        const row = latestVersion(this.disk.sorted().filter(({ operation }) => operation.id === id))
        // The phone was put back to an older copy meanwhile, or two fingers did it.
        if (!row || !isWithdrawal(row)) return
        const { version, act } = row.operation
        const text = here ? told.text : JSON.stringify(act)
        this.told.set(id, { ...told, version, text, photos: [], withdrawn: here ? 'here' : 'there' })
      },
      () => {},
    )
  }

  /** Somebody takes what can never be sent out as a file, and clears it. */
  async exportAndClear(page: Page): Promise<void> {
    const stuck = this.disk.sorted().filter((row) => row.state === 'parked' && row.accountId === page.owner.accountId)
    // Cleared without having it as a file: refused.
    const some = stuck.filter(() => this.#around.roll.between(0, 3) > 0)
    await page.client
      .exported(
        some.map((row) => row.operation.deviceSeq),
        page.owner.accountId,
      )
      .catch(() => {})
    for (const { operation } of stuck) {
      if (!page.alive) return
      const before = this.disk.sorted().filter((row) => row.operation.id === operation.id)
      const gone = await page.client.clear(page.owner, operation.id).catch(() => 0)
      if (gone === 0) continue
      this.cleared.add(operation.id)
      for (const { operation: one } of before) {
        const row = this.disk.rows.has(one.deviceSeq) ? null : this.disk.dropped.get(one.deviceSeq)
        if (row && row.state === 'waiting') this.broken.push(`${this.name}: clearing took what waits`)
        if (row && row.state === 'parked' && row.exportedAt === null)
          this.broken.push(`${this.name}: clearing took what nobody has as a file`)
      }
    }
  }

  /** The worst that may follow a sign-out the app allows: what this account left here is cleared. Nothing may be lost. */
  async signOut(page: Page): Promise<void> {
    const { accountId } = page.owner
    const left = this.disk.sorted().filter((row) => row.accountId === accountId)
    if (!(await page.client.maySignOut(accountId))) return
    this.session = null
    const isHere = ({ received, lostPhotos }: OutboxRow, name: string): boolean =>
      !(name in received) && !lostPhotos.includes(name)
    if (left.some((row) => row.state === 'done' && namesIn(row).some((name) => isHere(row, name))))
      this.broken.push(`${this.name}: signed out while a photo was only here`)
    for (const { operation } of left) {
      const row = this.disk.rows.get(operation.deviceSeq)
      // What was answered while it was asked has become part of what is kept.
      if (row && row.state !== 'done') this.drop(row)
    }
  }

  drop(row: OutboxRow): void {
    this.disk.rows.delete(row.operation.deviceSeq)
    // With a version of it that was taken in its place, nothing is lost.
    if (row.state === 'parked') this.cleared.add(row.operation.id)
    if (row.state === 'withdrawn') this.disk.dropped.set(row.operation.deviceSeq, row)
  }

  async prune(page: Page): Promise<void> {
    this.#pruning.add(page)
    await page.client.prune().catch(() => 0)
    this.#pruning.delete(page)
  }

  /** Whether anything acknowledged was ever let go of. */
  hasPruned(): boolean {
    return (
      [...this.#pruning].some((page) => page.alive) ||
      [...this.disk.dropped.values()].some((row) => row.state === 'done')
    )
  }

  copy(): void {
    this.#copy = { disk: this.disk.copied(), told: new Map(this.told) }
  }

  /** The phone is set back to an older copy of itself: what it had not sent since is gone, and its chain forks. */
  putBack(): void {
    if (!this.#copy) return
    this.wasPutBack = true
    for (const page of this.pages) {
      page.alive = false
      this.#around.pending.kill(page.name)
    }
    this.pages = []
    this.disk.putBack(this.#copy.disk)
    this.added = new Set([...this.disk.rows].filter(([, row]) => 'addedLater' in row).map(([seq]) => seq))
    this.told.clear()
    for (const [id, told] of this.#copy.told) this.told.set(id, told)
    // Being told comes a little after it is durable.
    for (const row of this.disk.sorted()) {
      const { operation, accountId } = row
      const { id, version, act, photos } = operation
      const known = this.told.get(id)?.version ?? 0
      const names = photos.map((photo) => photo.sha256)
      const withdrawn = row.state === 'withdrawn' ? 'here' : act.do === 'withdraw' ? 'there' : null
      const told = { accountId, version, text: JSON.stringify(act), photos: names }
      if (version >= known) this.told.set(id, withdrawn ? { ...told, photos: [], withdrawn } : told)
    }
    this.open()
  }

  /** A photo that cannot reach the server, by nobody's fault. */
  isLost(sha: string): boolean {
    return this.spoiled.has(sha) || this.noPictures.has(sha) || this.neverLeaves(sha)
  }

  neverLeaves(sha: string): boolean {
    return this.noWay.has(sha) || this.cut.has(sha)
  }

  /** The storage spoils something that was not sent yet. */
  spoil(): void {
    const { roll } = this.#around
    const rows = this.disk.sorted().filter((row) => row.state === 'waiting')
    const names = [...this.disk.photos.keys()]
    if (names.length > 0 && roll.between(0, 1) === 0) {
      const sha = roll.pick(names)
      this.disk.photos.set(sha, { sha256: sha, bytes: new Uint8Array([0]) })
      this.spoiled.add(sha)
    } else if (rows.length > 0) {
      const row = roll.pick(rows)
      const { deviceSeq, act } = row.operation
      if (act.do !== 'entry') return
      this.disk.rows.set(deviceSeq, { ...row, operation: { ...row.operation, act: { ...act, note: '�' } } })
      this.spoiled.add(deviceSeq).add(row.operation.id)
    }
  }

  /** A later version of the app wrote more than this one knows. */
  addUnknown(): void {
    this.disk.meta = { ...this.disk.meta, written: this.disk.meta.written + 1 }
    for (const [seq, row] of this.disk.rows) {
      this.disk.rows.set(seq, { ...row, addedLater: true } as OutboxRow)
      this.added.add(seq)
    }
  }
}

const kindIn = (act: Act): string => (act.do === 'entry' ? `"kind":"${act.kind}"` : '')
const namesIn = ({ operation }: OutboxRow): string[] => operation.photos.map((photo) => photo.sha256)
const namesOf = (photos: readonly { fact: PhotoFact }[]): string[] => photos.map(({ fact }) => fact.sha256)
