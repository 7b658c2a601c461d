import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

/** Debian's Chromium without windows: what a page does in it is the same, for three quarters of the processor time. */
const SHELL = '/usr/lib/chromium/chromium-headless-shell'

/**
 * The path of a Chrome or Chromium that runs: CHROME_PATH, Debian's shell of it (installed where that may be done), one
 * of the machine's, or the driver's own, which is installed when there is none at all. Throws an Error with the exact
 * command to type when none can be had.
 */
export function ensureBrowser(): string {
  const named = findBrowser([process.env.CHROME_PATH ?? '', SHELL].filter((path) => path !== ''))
  if (named !== undefined) return named
  const [command, ...args] = installCommand()
  const found = command === 'apt-get' ? undefined : findBrowser(candidates())
  if (found !== undefined) return found
  process.stderr.write(`正在安装测试用的浏览器… Installing a browser for the tests: ${[command, ...args].join(' ')}\n`)
  if (command === 'apt-get') spawnSync('apt-get', ['update'], { stdio: ['ignore', 2, 2] })
  spawnSync(command!, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  const installed = findBrowser([SHELL, ...candidates()])
  if (installed !== undefined) return installed
  throw new Error(
    `没有找到可用的 Chrome 或 Chromium。请运行：\n  ${[command, ...args].join(' ')}\n` +
      '或安装 Chrome 后用 CHROME_PATH 指明它的位置，然后再运行 npm test。\n' +
      'No usable Chrome or Chromium. Run the command above, or install Chrome and name it with CHROME_PATH.',
  )
}

function findBrowser(paths: string[]): string | undefined {
  return paths.find((path) => {
    if (!existsSync(path)) return false
    // Some distributions put a note "install me from the store" in the browser's place; it exists but does not run.
    // On Windows asking the version opens a window.
    return process.platform === 'win32' || spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0
  })
}

function candidates(): string[] {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  const programs = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
  const windows = programs.flatMap((folder) =>
    folder === undefined ? [] : [join(folder, 'Google/Chrome/Application/chrome.exe')],
  )
  const mac = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  const system = process.platform === 'win32' ? windows : process.platform === 'darwin' ? mac : onPath
  return [...system, chromium.executablePath()].filter((path) => path !== '')
}

/** Debian has Chromium as a package and needs Chinese fonts; elsewhere the browser driver downloads its own. */
function installCommand(): string[] {
  const isRoot = process.getuid?.() === 0
  if (isRoot && /^ID=debian$/m.test(osRelease())) {
    return ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium-headless-shell', 'fonts-noto-cjk']
  }
  const withLibraries = isRoot && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(osRelease()) ? ['--with-deps'] : []
  return ['npx', 'playwright-core', 'install', ...withLibraries, 'chromium']
}

function osRelease(): string {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
}
