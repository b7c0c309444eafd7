import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Reading } from '@handclasp/domain'
import { openInstallation, settingsFrom } from '@handclasp/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const BIN = fileURLToPath(new URL('../bin/handclasp.mjs', import.meta.url))
const SAMPLE = fileURLToPath(import.meta.resolve('@handclasp/reader/samples/front-page.txt'))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'handclasp-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function handclasp(words: readonly string[], input = '') {
  const env = { ...process.env, DATABASE_URL: '', HANDCLASP_DATA: join(folder, 'data') }
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...words], { encoding: 'utf8', input, env })
  return { status, stdout, stderr }
}

describe('handclasp read', () => {
  it('lists what it found, article by article, with the words and their lines', () => {
    const { status, stdout } = handclasp(['read', SAMPLE, '--published', '2026-05-19'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/组合 ~?1\+7　「1\+7」\d+ 行/)
    expect(stdout).toContain('司徒砚平　霁原省委书记｜省人大常委会主任')
  })

  it('prints one reading of one file, a list of several', () => {
    const one = JSON.parse(handclasp(['read', SAMPLE, '--json']).stdout) as Reading
    expect(one.articles.length).toBeGreaterThan(1)
    const two = JSON.parse(handclasp(['read', SAMPLE, SAMPLE, '--json']).stdout) as readonly Reading[]
    expect(two).toEqual([one, one])
  })

  it('filters lines in order; a bad line gives an error line and the next goes on', () => {
    const lines = [
      '{"id":"a","text":"两省签署“1+7”合作协议","published":"2026-05-19"}',
      'x',
      '{"id":7}',
      '{"id":"b","text":""}',
    ]
    const { status, stdout } = handclasp(['read', '--ndjson'], `${lines.join('\n')}\n`)
    const out = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: unknown; reading?: Reading; error?: string })
    expect(status).toBe(0)
    expect(out.map(({ id }) => id)).toEqual(['a', null, 7, 'b'])
    expect(out.map(({ error }) => error !== undefined)).toEqual([false, true, true, false])
    expect(out[0]?.reading?.published).toBe('2026-05-19')
  })

  it.each([
    ['a binary file', [0x41, 0x00, 0x80, 0x41], 'is not a text (binary content at byte 1)'],
    ['bytes of no encoding', [0x41, 0xff, 0xff, 0x41], 'cannot be decoded at byte 1'],
  ])('refuses %s by name and byte', (_, bytes, sentence) => {
    const file = join(folder, 'odd.txt')
    writeFileSync(file, Uint8Array.from(bytes))
    const { status, stdout, stderr } = handclasp(['read', file])
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain(file)
    expect(stderr).toContain(sentence)
  })

  it.each([[['read']], [['read', SAMPLE, '--published', 'May']], [['read', SAMPLE, '--ndjson']], [['frob']]])(
    'does not know what %j means',
    (words) => {
      expect(handclasp(words).status).toBe(2)
    },
  )
})

describe.each(['verify', 'rebuild'])('handclasp ledger %s', (deed) => {
  it('says so where there is no ledger yet', () => {
    const { status, stderr } = handclasp(['ledger', deed])
    expect(status).toBe(1)
    expect(stderr).toContain('There is no ledger in')
  })
})

describe('handclasp files sweep', () => {
  it('tells what nothing refers to, and deletes it only where that is wished', async () => {
    const none = handclasp(['files', 'sweep'])
    expect([none.status, none.stderr.includes('There is no ledger in')]).toEqual([1, true])
    const installation = await openInstallation(settingsFrom({ HANDCLASP_DATA: join(folder, 'data') }, 'own'))
    await installation.close()
    const left = join(folder, 'data', 'own', 'files', 'aside', 'left')
    writeFileSync(left, 'some bytes')
    const told = handclasp(['files', 'sweep', '--hours', '0'])
    expect(told.status).toBe(0)
    expect(told.stdout).toContain('not fully uploaded: 1')
    expect(told.stdout).toContain('add --remove')
    expect(existsSync(left)).toBe(true)
    expect(JSON.parse(handclasp(['files', 'sweep', '--json']).stdout)).toMatchObject({ unfinished: 0 })
    const swept = handclasp(['files', 'sweep', '--hours', '0', '--remove', '--json'])
    expect(JSON.parse(swept.stdout)).toMatchObject({ files: 0, unfinished: 1, unfinishedBytes: 10 })
    expect(existsSync(left)).toBe(false)
  })

  it.each([['--hours', 'x'], ['--hours', '-1'], ['--frob']])('does not know what %s %s means', (...words) => {
    expect(handclasp(['files', 'sweep', ...words]).status).toBe(2)
  })
})

describe('handclasp members reset', () => {
  it('gives who holds the data folder a link by which a password is set anew', async () => {
    const settings = settingsFrom({ HANDCLASP_DATA: join(folder, 'data') }, 'own')
    const installation = await openInstallation(settings)
    const { accounts } = installation
    const given = { loginName: 'wang.wei', name: '王维', password: 'first-password-of-all' }
    await accounts.setUp({ code: accounts.setupCode() ?? '', ...given })
    await installation.close()
    expect(handclasp(['members', 'reset', 'nobody'])).toMatchObject({ status: 1 })
    expect(handclasp(['members', 'reset'])).toMatchObject({ status: 2 })
    const { status, stdout } = handclasp(['members', 'reset', 'wang.wei'])
    expect(status).toBe(0)
    const token = /\/password\/([\w-]+)/.exec(stdout)?.[1] ?? ''
    const again = await openInstallation(settings)
    const set = await again.accounts.resetPassword(token, 'second-password-of-all')
    const acts = await again.accounts.acts({ limit: 50 })
    await again.close()
    expect(set).toMatchObject({ ok: true, value: { loginName: 'wang.wei' } })
    expect(acts.find(({ about }) => about['operator'] === true)).toMatchObject({ outcome: 'done', member: null })
  })
})
