import react from '@vitejs/plugin-react'
import { Converter } from 'opencc-js/cn2t'
import { defineConfig, type Plugin } from 'vite'
import { words as phoneWords } from './src/web/m/words.en.ts'
import { words as snapWords } from './src/web/snap/words.en.ts'

/** Sentences in traditional characters as a module: made here, so that no telephone has to load the dictionary. */
function traditionalWords(name: string, words: Record<string, string>): Plugin {
  return {
    name,
    resolveId: (source) => (source === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined
      const convert = Converter({ from: 'cn', to: 'tw' })
      const pairs = Object.keys(words).map((sentence) => [sentence, convert(sentence)])
      return `export const words = ${JSON.stringify(Object.fromEntries(pairs))}`
    },
  }
}

// Pages are fetched when they are opened. What every page needs stands in a few chunks of its own, so that a new
// release of one page leaves the rest in the browser's store; the sign-in page needs only the smallest of them.
export default defineConfig({
  root: 'src/web',
  plugins: [
    react(),
    traditionalWords('virtual:phone-words-hant', phoneWords),
    traditionalWords('virtual:snap-words-hant', snapWords),
  ],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 1_200,
    rolldownOptions: {
      // The office; the public page by QR code and the phone's app: small, on their own, sharing nothing but React.
      input: { index: 'src/web/index.html', snap: 'src/web/snap/index.html', m: 'src/web/m/index.html' },
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 30 },
            { name: 'words', test: /node_modules\/(@lingui|@messageformat)\//, priority: 25 },
            { name: 'frame', test: /node_modules\/(react-router|@tanstack)\//, priority: 25 },
            { name: 'antd', test: /node_modules\/(antd|@ant-design|@rc-component|rc-[a-z-]+|dayjs)\//, priority: 20 },
            {
              name: 'editor',
              test: /node_modules\/(@tiptap|prosemirror-[a-z]+|orderedmap|w3c-keyname|rope-sequence)\//,
              priority: 20,
            },
            { name: 'charts', test: /node_modules\/(echarts|zrender)\//, priority: 20 },
            { name: 'zod', test: /node_modules\/zod\//, priority: 20 },
          ],
        },
      },
    },
  },
  // The server compares a write's origin with the host it was asked for, so the proxy must not change the latter.
  server: { port: 5173, proxy: { '/api': { target: 'http://127.0.0.1:8080', changeOrigin: false } } },
})
