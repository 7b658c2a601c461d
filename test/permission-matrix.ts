import type { Role } from '#kernel/reader.ts'

/**
 * Who may do what to what: the one place where it is written down by people. Everything else – the guard, the stores, row-level
 * security, the screens – is held against this file by `npm run matrix`.
 *
 * Letters: A administrator, C clerk, G grid member, B cadre of a contracted unit, V volunteer, T assessor, U auditor,
 * S street, D district, Y city office, X system administrator.
 */
export const LETTERS = 'ACGBVTUSDYX'
export type Letter = 'A' | 'C' | 'G' | 'B' | 'V' | 'T' | 'U' | 'S' | 'D' | 'Y' | 'X'

export const ROLE_OF_LETTER: Record<Letter, Role> = {
  A: 'administrator',
  C: 'clerk',
  G: 'grid',
  B: 'cadre',
  V: 'volunteer',
  T: 'assessor',
  U: 'auditor',
  S: 'street',
  D: 'district',
  Y: 'city',
  X: 'system',
}

/**
 * How a thing stands to whoever asks. `own`: they recorded it themselves, far from their duty · `same grid`: where they
 * answer · `child`: below that · `parent`: the grid above that · `other grid` · `closed period`: where their duty has
 * ended, or what itself was ended · `erased`: its person's details were erased · `handed`: their unit is the responsible
 * body · `other community`. For an office above, everything in a community below it is `child`.
 */
export const RELATIONS = [
  'own',
  'same grid',
  'child',
  'parent',
  'other grid',
  'closed period',
  'erased',
  'handed',
  'other community',
] as const
export type Relation = (typeof RELATIONS)[number]

/** Things that stand at a place; the rest of a community's rows is common to it. */
export const AT_PLACES = ['entries', 'cases', 'papers']

/** Of what stands at places, whoever sees some places only sees these; all others see everything of the community. */
export const SEEN_AT_PLACES: Partial<Record<Letter, readonly Relation[]>> = {
  G: ['own', 'same grid', 'child', 'erased'],
  B: ['own', 'same grid', 'child', 'erased', 'handed'],
  // Without a duty of their own.
  V: ['own'],
  // What they recorded in an earlier role stays theirs; their role opens no door to it.
  X: ['own'],
}

/** Papers about problems go to the body they are sent to, here the cadre's unit; a draft is the office's own. */
export const SEEN_PAPERS: Partial<Record<Letter, readonly Relation[]>> = {
  G: [],
  B: ['handed'],
  V: [],
  T: [],
  X: [],
}

/** Fields that name or reach a person, and who sees them whole. Others see them masked or not at all. */
export const FIELDS: { field: string; label: string; whole: string; others: 'masked' | 'absent' }[] = [
  { field: 'party.phone', label: '单位、人员的电话', whole: 'AC', others: 'masked' },
  { field: 'party.name', label: '单位、队伍、人员的名称', whole: 'ACGBVTUSDYX', others: 'absent' },
  { field: 'party.erased-name', label: '已清除个人信息者的姓名', whole: '', others: 'absent' },
  { field: 'account.login', label: '账号的登录名', whole: 'AX', others: 'absent' },
]

/**
 * What every route answers to every role; a dash means refused (403). `public` lets anybody in, `session` anybody
 * signed in, and a row beginning with `above` is for offices above alone, whatever community is asked about. Whatever
 * stands here, a stranger and a disabled account get 401 on the rest, and somebody whose role is elsewhere, or over,
 * 404 – the same bytes as for a community that does not exist.
 */
const TABLE = `
POST   /api/session                                                   public
GET    /api/session                                                   session
DELETE /api/session                                                   session
POST   /api/session/link                                              public
POST   /api/session/password                                          session
PUT    /api/session/language                                          session
GET    /api/session/list                                              session
DELETE /api/session/list                                              session
DELETE /api/session/list/:id                                          session
GET    /api/session/totp                                              session
POST   /api/session/totp                                              session
POST   /api/session/totp/confirm                                      session
POST   /api/session/totp/recovery                                     session
POST   /api/session/totp/off                                          session
GET    /api/c/:community/accounts                                     A---------X
GET    /api/c/:community/accounts/bodies                              A---------X
POST   /api/c/:community/accounts                                     A---------X
PUT    /api/c/:community/accounts/:id                                 A---------X
POST   /api/c/:community/accounts/:id/link                            A---------X
GET    /api/o/:office/accounts                                        session
POST   /api/o/:office/accounts                                        session
PUT    /api/o/:office/accounts/:id                                    session
POST   /api/o/:office/accounts/:id/link                               session
GET    /api/c/:community/settings                                     AC----USDYX
PUT    /api/c/:community/settings                                     A---------X
GET    /api/c/:community/parties                                      ACGBVTUSDY-
GET    /api/c/:community/parties/:id                                  ACGBVTUSDY-
GET    /api/c/:community/parties/:id/hand-over                        AC----USDY-
GET    /api/c/:community/parties/:id/hand-over.docx                   AC----USDY-
POST   /api/c/:community/parties                                      AC---------
POST   /api/c/:community/parties/:id/close                            AC---------
POST   /api/c/:community/parties/:id/erase                            A----------
GET    /api/c/:community/place-types                                  ACGBVTUSDY-
GET    /api/c/:community/places                                       ACGBVTUSDY-
GET    /api/c/:community/places/tree                                  ACGBVTUSDY-
GET    /api/c/:community/places/:id                                   ACGBVTUSDY-
POST   /api/c/:community/places                                       AC---------
POST   /api/c/:community/places/:id/close                             AC---------
POST   /api/c/:community/places/:id/move                              AC---------
POST   /api/c/:community/places/resolve                               ACGBVTUSDY-
GET    /api/c/:community/profile                                      ACGBVTUSDY-
POST   /api/c/:community/profile                                      AC---------
GET    /api/c/:community/profile/:id/history                          ACGBVTUSDY-
GET    /api/c/:community/registers/findings                           ACGBVTUSDY-
GET    /api/c/:community/duty-roles                                   ACGBVTUSDY-
GET    /api/c/:community/duties                                       ACGBVTUSDY-
GET    /api/c/:community/duties/coverage                              ACGBVTUSDY-
GET    /api/c/:community/duties/answering                             ACGBVTUSDY-
GET    /api/c/:community/duties/:id                                   ACGBVTUSDY-
POST   /api/c/:community/duties                                       AC---------
POST   /api/c/:community/duties/:id/end                               AC---------
POST   /api/c/:community/duties/:id/hand-over                         AC---------
GET    /api/c/:community/duties/notice-board                          AC----USDY-
GET    /api/c/:community/kinds                                        ACGB--USDY-
PUT    /api/c/:community/kinds/:code                                  AC---------
GET    /api/c/:community/entries                                      ACGB--USDY-
GET    /api/c/:community/entries/totals                               ACGB--USDY-
GET    /api/c/:community/entries/authors                              ACGB--USDY-
POST   /api/c/:community/entries                                      ACGB-------
GET    /api/c/:community/entries/:entry                               ACGB--USDY-
PUT    /api/c/:community/entries/:entry                               ACGB-------
POST   /api/c/:community/entries/:entry/withdraw                      ACGB-------
GET    /api/c/:community/entries/:entry/history                       ACGB--USDY-
GET    /api/c/:community/entries.xlsx                                 AC----USDY-
GET    /api/c/:community/entries.csv                                  AC----USDY-
GET    /api/c/:community/entries.docx                                 AC----USDY-
GET    /api/c/:community/campaigns                                    ACGB--USDY-
POST   /api/c/:community/campaigns                                    AC---------
GET    /api/c/:community/figures                                      AC----USDY-
GET    /api/c/:community/figures/:key                                 AC----USDY-
POST   /api/c/:community/entries/:entry/photos                        ACGB-------
GET    /api/c/:community/entries/:entry/photos/:sha256                ACGB--USDY-
GET    /api/c/:community/entries/:entry/photos/:sha256/thumb          ACGB--USDY-
GET    /api/c/:community/asset-types                                  ACGBVTUSDY-
GET    /api/c/:community/assets                                       ACGBVTUSDY-
GET    /api/c/:community/assets/:id                                   ACGBVTUSDY-
POST   /api/c/:community/assets                                       AC---------
POST   /api/c/:community/assets/:id/remove                            AC---------
GET    /api/c/:community/photo-questions                              AC----U----
POST   /api/c/:community/photo-questions/:id/answer                   AC---------
GET    /api/c/:community/problem-types                                ACGBVTUSDY-
GET    /api/above/cases/day                                           -------SDY-
GET    /api/c/:community/cases                                        ACGBVTUSDY-
GET    /api/c/:community/cases/board                                  ACGBVTUSDY-
GET    /api/c/:community/cases/common                                 ACGBVTUSDY-
GET    /api/c/:community/cases/alike                                  ACGBVTUSDY-
POST   /api/c/:community/cases                                        ACGBVT-SDY-
POST   /api/c/:community/cases/dispatch                               AC-----SDY-
GET    /api/c/:community/cases/:id                                    ACGBVTUSDY-
POST   /api/c/:community/cases/:id/steps                              ACGBVT-SDY-
POST   /api/c/:community/field/batch                                  ACGBVT-SDY-
PUT    /api/c/:community/field/photos/:sha256                         ACGBVT-SDY-
GET    /api/c/:community/field/waiting                                AC----U----
GET    /api/c/:community/field/waiting-count                          AC----U----
GET    /api/c/:community/field/waiting/:id                            AC----U----
GET    /api/c/:community/field/waiting/:id/photos/:sha256             AC----U----
GET    /api/c/:community/field/waiting/:id/photos/:sha256/thumb       AC----U----
POST   /api/c/:community/field/waiting/:id/apply                      AC---------
POST   /api/c/:community/field/waiting/:id/set-aside                  AC---------
POST   /api/c/:community/field/waiting/:id/take-up                    AC---------
POST   /api/c/:community/field/handed-in                              AC---------
PUT    /api/c/:community/field/handed-in/photos/:sha256               AC---------
GET    /api/c/:community/field/phones                                 AC----U----
POST   /api/c/:community/cases/:id/photos                             ACGBVT-SDY-
GET    /api/c/:community/cases/:id/photos/:sha256                     ACGBVTUSDY-
GET    /api/c/:community/cases/:id/photos/:sha256/thumb               ACGBVTUSDY-
GET    /api/c/:community/cases/papers                                 ACGBVTUSDY-
POST   /api/c/:community/cases/papers                                 AC-----SDY-
POST   /api/c/:community/cases/papers/by-rule                         AC-----SDY-
GET    /api/c/:community/cases/papers/:id                             ACGBVTUSDY-
PUT    /api/c/:community/cases/papers/:id                             AC-----SDY-
POST   /api/c/:community/cases/papers/:id/send                        AC-----SDY-
POST   /api/c/:community/cases/papers/:id/drop                        AC-----SDY-
GET    /api/c/:community/cases/papers/:id/paper.docx                  ACGBVTUSDY-
GET    /api/c/:community/cases/lists/:list                            ACGBVTUSDY-
GET    /api/c/:community/cases/lists/:list/list.xlsx                  AC----USDY-
GET    /api/c/:community/cases/lists/:list/list.csv                   AC----USDY-
GET    /api/c/:community/cases/lists/:list/list.docx                  AC----USDY-
GET    /api/c/:community/cases/before-after.docx                      AC----USDY-
GET    /api/snap/:code                                                public
GET    /api/snap/:code/near                                           public
POST   /api/snap/:code                                                public
POST   /api/snap/:code/join                                           public
POST   /api/snap/:code/look                                           public
POST   /api/snap/:code/said                                           public
POST   /api/snap/:code/forget                                         public
GET    /api/c/:community/snap-notice                                  AC----USDYX
GET    /api/c/:community/case-settings                                AC----USDYX
PUT    /api/c/:community/case-settings                                A---------X
GET    /api/c/:community/cases/:id/followers                          AC---------
POST   /api/c/:community/cases/:id/followers/erase                    A----------
POST   /api/c/:community/cases/:id/open-again                         AC-----SDY-
POST   /api/c/:community/cases/paste                                  AC-----SDY-
POST   /api/c/:community/cases/sheet                                  AC-----SDY-
POST   /api/c/:community/cases/list                                   AC-----SDY-
GET    /api/c/:community/case-limits                                  ACGBVTUSDY-
PUT    /api/c/:community/case-limits                                  A---------X
GET    /api/c/:community/calendar-days                                ACGBVTUSDY-
PUT    /api/c/:community/calendar-days                                A---------X
DELETE /api/c/:community/calendar-days/:day                           A---------X
GET    /api/c/:community/notices                                      ACGBVTUSDY-
POST   /api/c/:community/notices/:id/read                             ACGBVTUSDY-
GET    /api/c/:community/cases/places                                 ACGBVTUSDY-
GET    /api/c/:community/saved-filters                                ACGBVTUSDY-
POST   /api/c/:community/saved-filters                                ACGBVTUSDY-
DELETE /api/c/:community/saved-filters/:id                            ACGBVTUSDY-
GET    /api/c/:community/imports                                      AC----U----
POST   /api/c/:community/imports                                      AC---------
GET    /api/c/:community/imports/targets                              AC----U----
POST   /api/c/:community/imports/pasted                               AC---------
POST   /api/c/:community/imports/pasted/confirm                       AC---------
GET    /api/c/:community/imports/:id                                  AC----U----
GET    /api/c/:community/imports/:id/file                             AC---------
PUT    /api/c/:community/imports/:id/mapping                          AC---------
GET    /api/c/:community/imports/:id/preview                          AC----U----
POST   /api/c/:community/imports/:id/confirm                          AC---------
GET    /api/c/:community/pending-rows                                 AC----U----
POST   /api/c/:community/pending-rows/:id/mend                        AC---------
POST   /api/c/:community/pending-rows/:id/drop                        AC---------
GET    /api/c/:community/outlines                                     AC----USDY-
POST   /api/c/:community/outlines/check                               AC---------
GET    /api/c/:community/outlines/:code                               AC----USDY-
PUT    /api/c/:community/outlines/:code                               AC---------
GET    /api/c/:community/report-figures                               AC----USDY-
GET    /api/c/:community/reports                                      AC----USDY-
POST   /api/c/:community/reports                                      AC---------
GET    /api/c/:community/reports/:id                                  AC----USDY-
PUT    /api/c/:community/reports/:id                                  AC---------
POST   /api/c/:community/reports/:id/submit                           AC---------
POST   /api/c/:community/reports/:id/return                           AC---------
POST   /api/c/:community/reports/:id/issue                            AC---------
POST   /api/c/:community/reports/:id/withdraw                         AC---------
POST   /api/c/:community/reports/:id/figure                           AC----USDY-
GET    /api/c/:community/reports/:id/evidence                         AC----USDY-
GET    /api/c/:community/reports/:id/typed-numbers                    AC----USDY-
GET    /api/c/:community/reports/:id/checks                           AC----USDY-
GET    /api/c/:community/reports/:id/changes                          AC----USDY-
GET    /api/c/:community/reports/:id/report.docx                      AC----USDY-
GET    /api/c/:community/work/:id                                     AC----USDY-
POST   /api/c/:community/work/:id/cancel                              AC---------
GET    /api/c/:community/home                                         ACGBVTUSDYX
`

export type Expected = 'public' | 'session' | string

export const MATRIX: Map<string, Expected> = new Map(
  TABLE.trim()
    .split('\n')
    .map((line) => {
      const [method, path, expected] = line.split(/\s+/)
      return [`${method} ${path}`, expected!] as const
    }),
)
