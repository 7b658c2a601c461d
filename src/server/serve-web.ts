import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** What stands beside the phone's page under its own name, and must be asked for anew after an update. */
const BESIDE_FIELD = {
  'sw.js': 'text/javascript; charset=utf-8',
  'manifest.webmanifest': 'application/manifest+json; charset=utf-8',
  'icon-180.png': 'image/png',
  'icon-192.png': 'image/png',
  'icon-512.png': 'image/png',
  'icon-maskable-512.png': 'image/png',
}

/**
 * The built pages: the public one below /s/, the phone's below /m/; any other path that is no file and not the API is
 * the office's own.
 */
export async function serveWeb(http: FastifyInstance, folder: string): Promise<void> {
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  // A folder that holds the office alone still serves it.
  const snap = await readFile(join(folder, 'snap', 'index.html'), 'utf8').catch(() => page)
  await http.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
  })
  http.get('/s/*', (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(snap),
  )
  await serveField(http, join(folder, 'm'))
  http.get('/*', (request, reply) => {
    if (request.url.startsWith('/api/')) return reply.callNotFound()
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
  })
}

async function serveField(http: FastifyInstance, folder: string): Promise<void> {
  const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => null)
  if (page === null) return
  for (const [name, type] of Object.entries(BESIDE_FIELD)) {
    const file = await readFile(join(folder, name))
    http.get(`/m/${name}`, (_request, reply) => reply.type(type).header('cache-control', 'no-cache').send(file))
  }
  // The app's own store answers for what lies below /m/ and for nothing beside it.
  http.get('/m', (_request, reply) => reply.redirect('/m/', 308))
  http.get('/m/*', (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page),
  )
}
