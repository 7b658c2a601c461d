// `npm ci` refuses a lock file that leaves out a package for another kind of machine, which happens silently when the
// registry does not have that package in this version (yet). Then an older version, complete everywhere, is pinned.
// A lock file with addresses would tie every machine to the registry of the one that wrote it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './install.mjs'

const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
const objections = []
for (const [place, { optionalDependencies = {}, resolved }] of Object.entries(packages)) {
  if (resolved !== undefined) objections.push(`${place}: has an address (${resolved})`)
  for (const name of Object.keys(optionalDependencies)) {
    if (!isLocked(place, name)) objections.push(`${place || 'package.json'}: ${name} is not in package-lock.json`)
  }
}
process.stdout.write(objections.map((line) => `${line}\n`).join(''))
process.exitCode = objections.length === 0 ? 0 : 1

/** Looks where Node would: beside the package itself, then in each folder above it. */
function isLocked(place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) return true
    if (folder === '') return false
  }
}
