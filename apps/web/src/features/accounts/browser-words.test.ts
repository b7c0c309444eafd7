import { expect, it } from 'vitest'
import { browserNamed } from './browser-words.ts'

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'

it.each([
  [`${WINDOWS} Chrome/109.0.0.0 Safari/537.36`, 'Chrome 109 · Windows'],
  [`${WINDOWS} Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0`, 'Edge 120 · Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox 128 · Linux'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605 Version/17.4 Mobile/15E148 Safari/604.1',
    'Safari 17 · iOS',
  ],
  ['curl/8.5.0', null],
  [null, null],
])('%s', (agent, name) => {
  expect(browserNamed(agent)).toBe(name)
})
