#!/usr/bin/env node
// Finds a Node that runs the program: this one if it is new enough, else the one installed with the house.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major > 24 || (major === 24 && minor >= 7)) {
  const { main } = await import('../src/main.ts')
  process.exitCode = await main(process.argv.slice(2))
} else {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const system = process.platform === 'win32' ? 'win' : process.platform
  const own = new URL(`../../../node_modules/node-${system}-${process.arch}/bin/${name}`, import.meta.url)
  if (!existsSync(own)) {
    console.error(`需要 Node 24.7 以上（现为 ${process.version}）：请先运行 npm start，或安装新版 Node。`)
    console.error(`Node 24.7 or newer is needed (this is ${process.version}): run npm start first, or install it.`)
    process.exit(1)
  }
  const self = fileURLToPath(import.meta.url)
  const { status } = spawnSync(fileURLToPath(own), [self, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = status ?? 1
}
