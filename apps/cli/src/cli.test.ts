import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Reading } from '@handclasp/domain'
import { openInstallation, settingsFrom } from '@handclasp/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { columnsOf } from './drawing.ts'

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
      '{"id":"b","text":"甲\u2028乙"}',
    ]
    const { status, stdout } = handclasp(['read', '--ndjson'], `\ufeff${lines.join('\n')}\n`)
    const out = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: unknown; reading?: Reading; error?: string })
    expect(status).toBe(0)
    expect(out.map(({ id }) => id)).toEqual(['a', null, 7, 'b'])
    expect(out.map(({ error }) => error !== undefined)).toEqual([false, true, true, false])
    expect(out[0]?.reading?.published).toBe('2026-05-19')
  })

  it('draws under each sentence what was read in it, with the rules and what they say', () => {
    const { status, stdout } = handclasp(['read', SAMPLE, '--published', '2026-05-19', '--explain'])
    const lines = stdout.split('\n')
    const [words = '', ...rows] = lines.slice(lines.findIndex((line) => line.includes('贺云屏、司徒砚平共同见证')))
    expect(status).toBe(0)
    expect(words).toMatch(/^ +15 贺云屏、司徒砚平共同见证签约。$/)
    expect(rows[0]?.indexOf('[------]见证 贺云屏、司徒砚平 R')).toBe(
      '   15 '.length + 2 * '贺云屏、司徒砚平共同'.length,
    )
    expect(stdout).toContain('[-]组合 1+7 R50')
    expect(stdout).toMatch(/R50 {2}签有协议之处写出的加式.*\n {7}A sum .* is a package/)
    expect(stdout).not.toContain('R51')
    expect(stdout).toMatch(/Lines of no article:\n {4}1 霁原日报/)
    expect(lines.filter((line) => columnsOf(line) > 80)).toEqual([])
  })

  it('draws the words of the lexicon, and one article alone, where that is wished', () => {
    const all = handclasp(['read', SAMPLE, '--explain']).stdout
    const second = handclasp(['read', SAMPLE, '--explain', '--words', '--article', '2']).stdout
    expect(all).not.toContain('(协--')
    expect(second).toContain('(协--')
    expect(second.match(/^\d\. /gm)).toEqual(['2. '])
  })

  it.each([
    [['--explain', '--json'], 'draws for people'],
    [['--explain', '--ndjson'], 'draws for people'],
    [['--ndjson', '--json'], 'does not go with --published or --json'],
    [['--ndjson', '--published', '2026-05-19'], 'does not go with --published or --json'],
    [['--words'], 'go with --explain only'],
    [['--explain', '--article', '0'], 'count from 1'],
  ])('refuses %j in a sentence', (words, sentence) => {
    const { status, stdout, stderr } = handclasp(['read', SAMPLE, ...words])
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(sentence)
  })

  it('says so where there is no article of that number', () => {
    const { status, stderr } = handclasp(['read', SAMPLE, '--explain', '--article', '99'])
    expect([status, stderr]).toEqual([1, expect.stringContaining('has no article 99')])
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
