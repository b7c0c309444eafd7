import { defineConfig } from '@playwright/test'
import { chromium } from './tools/chromium.ts'

const { executablePath, args, env } = chromium()

/** From the page to the ledger and back, by every screen once. */
const PATHS = /(chromium|events|history|members|page-to-ledger|people|review|search|split)\.browser\.ts$/

export default defineConfig({
  testDir: 'browser',
  // The chief paths go with every `npm test`; what lies beside them only with `.ci/run`, for it takes minutes.
  projects: [
    { name: 'paths', testMatch: PATHS },
    { name: 'details', testMatch: '**/*.browser.ts', testIgnore: PATHS },
  ],
  globalSetup: ['./tools/scratch.ts', './tools/chromium.ts'],
  outputDir: 'test-results',
  // Each test has a server and a folder of its own.
  workers: 2,
  // Generous, for a small machine that does other things besides; what never comes is told all the same.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // A step that never comes is told as that step, not as the whole test that took too long.
    actionTimeout: 45_000,
    navigationTimeout: 90_000,
    // A trace costs a good part of the time: `--trace on` makes one where it is looked for.
    trace: 'off',
    launchOptions: { executablePath, args: [...args], env: { ...env } },
  },
})
