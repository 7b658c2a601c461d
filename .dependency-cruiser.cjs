/** The rules of docs/decisions/0001: who may import whom. Each name says what it protects. */
const slices = ['people', 'places', 'duties', 'ledger', 'assets', 'imports', 'reports', 'home']
const PURE = '/(schema|rules|figures|[a-rt-z][a-z]*-(schema|rules|figures))[.]ts$'
const STORE = ['/[a-z-]*store[.]ts$', '/[a-z-]*store-[a-z-]+[.]ts$', '/[a-z-]*tables[.]ts$']

module.exports = {
  forbidden: [
    { name: 'kernel-knows-no-slice', severity: 'error', from: { path: '^src/kernel' }, to: { path: '^src/(slices|server|web)' } },
    {
      name: 'slices-meet-in-schema-and-rules',
      comment: 'another slice is entered only through its schema.ts or rules.ts; reads go through a view, writes through a command',
      severity: 'error',
      from: { path: '^src/slices/([^/]+)/', pathNot: '\\.test\\.ts$|/screens/' },
      to: { path: '^src/slices/', pathNot: ['^src/slices/$1/', PURE] },
    },
    {
      name: 'screens-meet-in-schema-and-rules',
      severity: 'error',
      from: { path: '^src/slices/([^/]+)/screens/' },
      to: { path: '^src/slices/', pathNot: ['^src/slices/$1/', PURE, '^src/slices/[^/]+/screens/'] },
    },
    { name: 'nobody-imports-the-roots', severity: 'error', from: { path: '^src/(kernel|slices)', pathNot: '\\.test\\.tsx?$' }, to: { path: '^src/(server|web)/' } },
    {
      name: 'web-never-reaches-the-server-side',
      severity: 'error',
      from: { path: '^src/(web|kernel/web)/|/screens/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '(^src/kernel/node/)|(^src/server/)|(^src/slices/[^/]+/(store|routes|jobs|commands|tables)[^/]*\\.ts$)' },
    },
    { name: 'web-uses-no-node', severity: 'error', from: { path: '^src/(web|kernel/web)/|/screens/', pathNot: '\\.test\\.tsx?$' }, to: { dependencyTypes: ['core'] } },
    { name: 'server-side-never-reaches-the-web', severity: 'error', from: { path: '^src/(kernel/node|server)/|^src/slices/[^/]+/[^/]+\\.ts$' }, to: { path: '^src/(web|kernel/web)/|/screens/' } },
    {
      name: 'pure-files-import-pure-files',
      severity: 'error',
      from: { path: `^src/slices/[^/]+${PURE}` },
      to: { path: '^src/kernel/node/|(store|routes|jobs|commands|tables)[^/]*\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sql-stays-in-stores',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/kernel/node/', ...STORE, '\\.test\\.ts$'] },
      to: { path: 'node_modules/(kysely|pg)/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-barrels', severity: 'error', from: {}, to: { path: '^src/.*/index\\.tsx?$' } },
    { name: 'slices-in-order', comment: 'a slice may lean only on lower ones', severity: 'error', from: {}, to: { path: '^$' } },
  ].filter((rule) => rule.name !== 'slices-in-order').concat(
    slices.slice(0, -1).map((slice, at) => ({
      name: `${slice}-leans-on-nothing-higher`,
      severity: 'error',
      from: { path: `^src/slices/${slice}/`, pathNot: '\\.test\\.tsx?$|/screens/' },
      to: { path: `^src/slices/(${slices.slice(at + 1).join('|')})/` },
    })),
  ),
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.tsx', '.js', '.mjs'] },
  },
}
