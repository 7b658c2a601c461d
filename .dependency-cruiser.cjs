/** The rules of docs/decisions/0001: who may import whom. Each name says what it protects. */
const slices = [
  'people',
  'places',
  'duties',
  'ledger',
  'assets',
  'evidence',
  'cases',
  'field',
  'imports',
  'reports',
  'home',
]

// What runs anywhere and may be entered from another slice: schema.ts, rules.ts, figures.ts, or one word before them
// (coverage-rules.ts). store-figures.ts is SQL and is none of them.
const PURE = ['/(schema|rules|figures)[.]ts$', '/(?!store)[a-z]+-(schema|rules|figures)[.]ts$']
const STORE = ['/[a-z-]*store[.]ts$', '/[a-z-]*store-[a-z-]+[.]ts$', '/[a-z-]*tables[.]ts$']
const TEST = '[.]test[.]tsx?$'
const WEB = '^src/(web|kernel/web)/|/screens/'
const NODE = '^src/(kernel/node|server)/'

module.exports = {
  forbidden: [
    {
      name: 'kernel-knows-no-slice',
      severity: 'error',
      from: { path: '^src/kernel' },
      to: { path: '^src/(slices|server|web)' },
    },
    {
      name: 'slices-meet-in-schema-and-rules',
      comment: 'reads of another slice go through a view, writes through a command',
      severity: 'error',
      from: { path: '^src/slices/([^/]+)/', pathNot: `${TEST}|/screens/` },
      to: { path: '^src/slices/', pathNot: ['^src/slices/$1/', ...PURE] },
    },
    {
      name: 'screens-meet-in-schema-and-rules',
      severity: 'error',
      from: { path: '^src/slices/([^/]+)/screens/' },
      to: { path: '^src/slices/', pathNot: ['^src/slices/$1/', ...PURE, '^src/slices/[^/]+/screens/'] },
    },
    ...slices.slice(0, -1).map((slice, at) => ({
      name: `${slice}-leans-on-nothing-higher`,
      severity: 'error',
      from: { path: `^src/slices/${slice}/`, pathNot: `${TEST}|/screens/` },
      to: { path: `^src/slices/(${slices.slice(at + 1).join('|')})/` },
    })),
    {
      name: 'nobody-imports-the-roots',
      severity: 'error',
      from: { path: '^src/(kernel|slices)', pathNot: TEST },
      to: { path: '^src/(server|web)/' },
    },
    {
      name: 'web-reaches-no-server-side',
      comment: 'not through any number of files, and not even a type',
      severity: 'error',
      from: { path: WEB, pathNot: TEST },
      to: { path: NODE, reachable: true },
    },
    {
      name: 'web-uses-no-node',
      severity: 'error',
      from: { path: WEB, pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'server-side-reaches-no-web',
      severity: 'error',
      from: { path: `${NODE}|^src/slices/[^/]+/[^/]+[.]ts$` },
      to: { path: WEB },
    },
    {
      name: 'pure-files-reach-pure-files',
      comment: 'a schema, rule or figure runs anywhere: nothing it imports may need node or the database',
      severity: 'error',
      from: { path: PURE.map((file) => `^src/slices/[^/]+${file}`) },
      to: { path: NODE, reachable: true },
    },
    {
      name: 'sql-stays-in-stores',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/kernel/node/', ...STORE, TEST] },
      to: { path: 'node_modules/(kysely|pg)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-barrels', severity: 'error', from: {}, to: { path: '^src/.*/index[.]tsx?$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
}
