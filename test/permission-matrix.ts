/**
 * What every route answers to every role, decided by people and written down: A administrator, C clerk, G grid member,
 * U auditor; a dash means refused. `public` lets anybody in, `session` anybody signed in. Whatever stands here, a
 * stranger and a disabled account get 401 on the rest, and somebody from another community 404.
 */
const TABLE = `
POST   /api/session                                                   public
GET    /api/session                                                   session
DELETE /api/session                                                   session
POST   /api/session/link                                              public
POST   /api/session/password                                          session
PUT    /api/session/language                                          session
GET    /api/session/list                                              session
DELETE /api/session/list/:id                                          session
GET    /api/c/:community/accounts                                     A---
POST   /api/c/:community/accounts                                     A---
PUT    /api/c/:community/accounts/:id                                 A---
POST   /api/c/:community/accounts/:id/link                            A---
GET    /api/c/:community/settings                                     AC-U
PUT    /api/c/:community/settings                                     A---
GET    /api/c/:community/parties                                      ACGU
GET    /api/c/:community/parties/:id                                  ACGU
POST   /api/c/:community/parties                                      AC--
POST   /api/c/:community/parties/:id/close                            AC--
POST   /api/c/:community/parties/:id/erase                            A---
GET    /api/c/:community/place-types                                  ACGU
GET    /api/c/:community/places                                       ACGU
GET    /api/c/:community/places/tree                                  ACGU
GET    /api/c/:community/places/:id                                   ACGU
POST   /api/c/:community/places                                       AC--
POST   /api/c/:community/places/:id/close                             AC--
POST   /api/c/:community/places/:id/move                              AC--
POST   /api/c/:community/places/resolve                               ACGU
GET    /api/c/:community/profile                                      ACGU
POST   /api/c/:community/profile                                      AC--
GET    /api/c/:community/profile/:id/history                          ACGU
GET    /api/c/:community/registers/findings                           ACGU
GET    /api/c/:community/duty-roles                                   ACGU
GET    /api/c/:community/duties                                       ACGU
GET    /api/c/:community/duties/coverage                              ACGU
GET    /api/c/:community/duties/answering                             ACGU
GET    /api/c/:community/duties/:id                                   ACGU
POST   /api/c/:community/duties                                       AC--
POST   /api/c/:community/duties/:id/end                               AC--
POST   /api/c/:community/duties/:id/hand-over                         AC--
GET    /api/c/:community/duties/notice-board                          AC-U
GET    /api/c/:community/kinds                                        ACGU
PUT    /api/c/:community/kinds/:code                                  AC--
GET    /api/c/:community/entries                                      ACGU
GET    /api/c/:community/entries/totals                               ACGU
GET    /api/c/:community/entries/authors                              ACGU
POST   /api/c/:community/entries                                      ACG-
GET    /api/c/:community/entries/:entry                               ACGU
PUT    /api/c/:community/entries/:entry                               ACG-
POST   /api/c/:community/entries/:entry/withdraw                      ACG-
GET    /api/c/:community/entries/:entry/history                       ACGU
GET    /api/c/:community/entries.xlsx                                 AC-U
GET    /api/c/:community/entries.csv                                  AC-U
GET    /api/c/:community/entries.docx                                 AC-U
GET    /api/c/:community/campaigns                                    ACGU
POST   /api/c/:community/campaigns                                    AC--
GET    /api/c/:community/figures                                      AC-U
GET    /api/c/:community/figures/:key                                 AC-U
POST   /api/c/:community/entries/:entry/photos                        ACG-
GET    /api/c/:community/entries/:entry/photos/:sha256                ACGU
GET    /api/c/:community/entries/:entry/photos/:sha256/thumb          ACGU
GET    /api/c/:community/asset-types                                  ACGU
GET    /api/c/:community/assets                                       ACGU
GET    /api/c/:community/assets/:id                                   ACGU
POST   /api/c/:community/assets                                       AC--
POST   /api/c/:community/assets/:id/remove                            AC--
GET    /api/c/:community/imports                                      AC-U
POST   /api/c/:community/imports                                      AC--
GET    /api/c/:community/imports/targets                              AC-U
POST   /api/c/:community/imports/pasted                               AC--
POST   /api/c/:community/imports/pasted/confirm                       AC--
GET    /api/c/:community/imports/:id                                  AC-U
GET    /api/c/:community/imports/:id/file                             AC--
PUT    /api/c/:community/imports/:id/mapping                          AC--
GET    /api/c/:community/imports/:id/preview                          AC-U
POST   /api/c/:community/imports/:id/confirm                          AC--
GET    /api/c/:community/pending-rows                                 AC-U
POST   /api/c/:community/pending-rows/:id/mend                        AC--
POST   /api/c/:community/pending-rows/:id/drop                        AC--
GET    /api/c/:community/outlines                                     AC-U
POST   /api/c/:community/outlines/check                               AC--
GET    /api/c/:community/outlines/:code                               AC-U
PUT    /api/c/:community/outlines/:code                               AC--
GET    /api/c/:community/report-figures                               AC-U
GET    /api/c/:community/reports                                      AC-U
POST   /api/c/:community/reports                                      AC--
GET    /api/c/:community/reports/:id                                  AC-U
PUT    /api/c/:community/reports/:id                                  AC--
POST   /api/c/:community/reports/:id/submit                           AC--
POST   /api/c/:community/reports/:id/return                           AC--
POST   /api/c/:community/reports/:id/issue                            AC--
POST   /api/c/:community/reports/:id/withdraw                         AC--
POST   /api/c/:community/reports/:id/figure                           AC-U
GET    /api/c/:community/reports/:id/evidence                         AC-U
GET    /api/c/:community/reports/:id/typed-numbers                    AC-U
GET    /api/c/:community/reports/:id/checks                           AC-U
GET    /api/c/:community/reports/:id/changes                          AC-U
GET    /api/c/:community/reports/:id/report.docx                      AC-U
GET    /api/c/:community/work/:id                                     AC-U
POST   /api/c/:community/work/:id/cancel                              AC--
GET    /api/c/:community/home                                         ACGU
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
