import { defineConfig } from '@playwright/test'
import { chromium } from './tools/chromium.ts'

const { executablePath, args, env } = chromium()

export default defineConfig({
  testDir: 'browser',
  testMatch: '**/*.browser.ts',
  globalSetup: './tools/chromium.ts',
  outputDir: 'test-results',
  workers: 1,
  forbidOnly: true,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
    launchOptions: { executablePath, args: [...args], env: { ...env } },
  },
})
