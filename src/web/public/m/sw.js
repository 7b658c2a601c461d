// Lets the phone's app open without a network. The page is asked of the network first and of the store when there is
// none; the files it names carry their content's hash in their names and never change. What is asked of /api is never
// kept here: records and photos live in the app's own database, which no update of this file touches.
const STORE = 'ybz-field-files'
const PAGE = '/m/'
const BESIDE = ['/m/manifest.webmanifest', '/m/icon-192.png', '/m/icon-180.png']
// Longer than this nobody stands in an alley and waits, when the page is at hand.
const PATIENCE_MS = 2500

self.addEventListener('install', (event) => {
  event.waitUntil(install())
})

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate' && (url.pathname === PAGE || url.pathname === '/m')) event.respondWith(pageFor(event))
  else if (url.pathname.startsWith('/assets/') || BESIDE.includes(url.pathname)) event.respondWith(file(request))
})

async function install() {
  await takePage(await fetch(PAGE, { cache: 'no-store' }))
  const store = await caches.open(STORE)
  await Promise.all(BESIDE.map((path) => store.add(path).catch(() => {})))
  await self.skipWaiting()
}

async function pageFor(event) {
  const kept = await caches.open(STORE).then((store) => store.match(PAGE))
  const fresh = fetch(event.request).then((response) => {
    // The store takes the page over in the background; the person sees it at once.
    if (isOurs(response)) event.waitUntil(takePage(response.clone()).catch(() => {}))
    return response
  })
  if (!kept) return fresh
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS))
  // A network's own login page or a server that is starting again is no reason not to work.
  const answer = await Promise.race([fresh.catch(() => null), late])
  fresh.catch(() => {})
  return answer && isOurs(answer) ? answer : kept
}

function isOurs(response) {
  return response.ok && !response.redirected && (response.headers.get('content-type') ?? '').startsWith('text/html')
}

// A version is kept whole or not at all: the page only after every file it names. The files of the version before stay
// for a page that is still open; those before it go.
async function takePage(response) {
  if (!isOurs(response)) throw new Error('not our page')
  const store = await caches.open(STORE)
  const text = await response.clone().text()
  const files = filesOf(text)
  if (!text.includes('id="root"') || files.length === 0) throw new Error('not our page')
  const before = await store.match(PAGE)
  const old = before ? await before.text() : ''
  for (const path of files) if (!(await store.match(path))) await store.add(path)
  if (old === text) return
  await store.put(PAGE, response)
  const wanted = new Set([...files, ...filesOf(old)])
  for (const request of await store.keys()) {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/assets/') && !wanted.has(pathname)) await store.delete(request)
  }
}

function filesOf(page) {
  return [...new Set(page.match(/\/assets\/[\w.-]+/g) ?? [])]
}

async function file(request) {
  const kept = await caches.match(request, { cacheName: STORE, ignoreVary: true })
  return kept ?? fetch(request)
}
