import { expect, it } from 'vitest'
import { filesOf, textFiles } from './files.ts'

const file = (name: string) => Object.assign(new File([name], name), { webkitRelativePath: '' })
const opens = (name: string) => ({ isFile: true, name, file: (give: (one: File) => void) => give(file(name)) })
const shut = (name: string) => ({
  isFile: true,
  name,
  file: (_: unknown, refuse: (why: Error) => void) => refuse(new Error('gone')),
})
const folder = (name: string, inside: readonly unknown[]) => ({
  isDirectory: true,
  name,
  createReader: () => {
    const batches = [inside, []]
    return { readEntries: (give: (some: unknown) => void) => give([...(batches.shift() ?? [])]) }
  },
})
const dropped = (...entries: readonly unknown[]) =>
  filesOf({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })) } as unknown as DataTransfer)
const names = (arrived: readonly { readonly name: string }[]) => arrived.map(({ name }) => name)

it('takes what a folder holds in the order of paths, and one that cannot be opened keeps no other out', async () => {
  const arrived = await dropped(
    folder('五月', [opens('第10版.txt'), shut('第3版.txt'), opens('第2版.txt')]),
    shut('六月.txt'),
  )
  expect(names(arrived)).toEqual(['第2版.txt', '第3版.txt', '第10版.txt', '六月.txt'])
  expect(arrived.map((each) => each instanceof File)).toEqual([true, false, true, false])
  expect(names(textFiles(arrived).texts)).toEqual(names(arrived))
})

it('finds nothing in an empty folder', async () => {
  expect(await dropped(folder('空', []))).toEqual([])
})

it.each([
  [['.DS_Store', '1.txt'], ['1.txt'], 0, 1],
  [['.DS_Store'], [], 0, 1],
  [['.1.txt', '1.txt', '2.txt', '表.xlsx'], ['1.txt', '2.txt'], 1, 1],
  [['一版.PDF', '稿.docx', '页.html', '图.png'], ['一版.PDF', '稿.docx', '页.html'], 1, 0],
  [['一版'], ['一版'], 0, 0],
])('of %j takes %j, leaves %i that are no papers and %i that are hidden', (given, taken, left, hidden) => {
  const sorted = textFiles(given.map(file))
  expect(names(sorted.texts)).toEqual(taken)
  expect([sorted.left, sorted.hidden]).toEqual([left, hidden])
})
