/** Runs the browser tests; where no browser can run, lists each as NOT RUN with the reason, and is not a failure. */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { chromiumMissing } from './chromium.ts'

const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli')

function run(words: readonly string[], stdio: 'inherit' | 'pipe') {
  return spawnSync(process.execPath, [playwright, 'test', ...words], { stdio, encoding: 'utf8' })
}

const missing = chromiumMissing()
const words = process.argv.slice(2)
if (missing === null) {
  process.exitCode = run(words, 'inherit').status ?? 1
} else {
  const list = run([...words, '--list'], 'pipe')
  console.log(`浏览器测试没有运行 · browser tests NOT RUN: ${missing}`)
  for (const line of list.stdout.split('\n').filter((text) => text.includes('›')))
    console.log(`  NOT RUN ${line.trim()}`)
  if (list.status !== 0) {
    console.error(`${list.stdout}${list.stderr}`)
    process.exitCode = 1
  }
}
