import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rebuild, textIn } from './yardstick-texts.ts'

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const FIRST = '霁原省党政代表团5月19日到翎川省考察，两省签署合作协议，约定共建园区、互派干部。'
const SECOND = '翎川省省长王维说，两省山水相连，希望多来往、多合作，把协议一条一条落到实处，让两地群众早日受益。'
const TEXT = `${FIRST}\n${SECOND}`
const MORE = '本页由翎川网编印，未经许可不得转载，欢迎读者来信来电，提出宝贵意见，联系电话见于本网首页下方。'

describe('texts of a yardstick', () => {
  it.each([
    [
      'an element with marks of the end',
      'a.xml',
      `<doc><body>　　${FIRST}\n　　${SECOND}（完）\n【编辑:史嘉禾】</body></doc>`,
    ],
    [
      'a string of JSON, as markup',
      'a.json',
      JSON.stringify({ all: [{ content: `<p>${FIRST}</p><p title="图">${SECOND}</p>` }] }),
    ],
    ['a cell of a table', 'a.csv', `"title","content"\n"签约","${FIRST}\n\n${SECOND}"\n`],
    ['a run of lines of a page', 'a.html', `<div>首页</div><p>${FIRST}</p><p>${SECOND}</p><div>${MORE}</div>`],
    ['without captions', 'a.html', `<p>${FIRST}</p><p style="text-align:center">图为会场</p><p>${SECOND}</p>`],
    ['lines that break off', 'a.txt', `${FIRST}\n${SECOND.slice(0, 9)}\n${SECOND.slice(9)}\n`],
  ])('are found in %s', (_what, path, file) => {
    expect(textIn(path, Buffer.from(file), digestOf(TEXT))).toBe(TEXT)
    expect(textIn(path, Buffer.from(file), digestOf(`${TEXT}。`))).toBeNull()
  })

  it('are found with the blanks between their lines, where they were marked so', () => {
    const text = `${FIRST}\u3000\u3000${SECOND}`
    expect(textIn('a.xml', Buffer.from(`<doc><body>\t${text}\n</body></doc>`), digestOf(text))).toBe(text)
  })

  it('are taken out of clones, at the commit they are marked at, each once', () => {
    const clones = mkdtempSync(join(tmpdir(), 'clones-'))
    const clone = join(clones, 'somebody', 'news')
    mkdirSync(clone, { recursive: true })
    const git = (...words: string[]): string => {
      const { status, stdout, stderr } = spawnSync('git', ['-C', clone, ...words], { encoding: 'utf8' })
      if (status !== 0) throw new Error(stderr)
      return stdout.trim()
    }
    git('init', '--quiet')
    const commit = (file: string): string => {
      writeFileSync(join(clone, 'a.xml'), file)
      git('add', '.')
      git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '--quiet', '-m', 'a')
      return git('rev-parse', 'HEAD')
    }
    const first = commit(`<body>${FIRST}\n${SECOND}</body>`)
    commit(`<body>${MORE}</body>`)
    const source = { repo: 'somebody/news', path: 'a.xml', commit: first }
    const mark = { id: 'one', published: '2026-05-19', sha256: digestOf(TEXT), source }
    const lost = { ...mark, id: 'lost', source: { ...source, path: 'b.xml' } }
    const lines: string[] = []
    expect(rebuild(clones, [mark, mark, lost], (line) => void lines.push(line))).toEqual(['lost'])
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([{ id: 'one', date: '2026-05-19', text: TEXT }])
    expect(() => rebuild(clones, [{ ...mark, source: { ...source, repo: 'a/b' } }], () => {})).toThrow(
      /no clone of a\/b/,
    )
  })
})
