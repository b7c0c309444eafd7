/** Files and folders as browsers hand them over. */

/** 第2版 stands before 第10版. */
const PATHS = new Intl.Collator('zh-CN', { numeric: true })

/** A file or folder that could not be opened: gone since, or not ours to read. */
export interface Unopened {
  readonly name: string
  readonly unopened: true
}

/** A file, or what could not be opened. */
export type Arrived = File | Unopened

/** All files in what was dropped, those in folders included, in the order of their paths; none for empty folders. */
export async function filesOf(transfer: DataTransfer): Promise<readonly Arrived[]> {
  // The list is emptied once the event is over: the entries are taken from it first.
  const dropped = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? item.getAsFile() ?? [])
  const found = await Promise.all(dropped.map((each) => filesIn(each)))
  return found.flat()
}

async function filesIn(entry: FileSystemEntry | File): Promise<readonly Arrived[]> {
  if (entry instanceof File) return [entry]
  try {
    if (isFile(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))]
    if (!isFolder(entry)) return []
    const inside = await entriesIn(entry)
    const found = await Promise.all(inside.map((each) => filesIn(each)))
    return found.flat()
  } catch {
    // One that cannot be opened keeps none of the others out.
    return [{ name: entry.name, unopened: true }]
  }
}

async function entriesIn(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader()
  const inside: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) break
    inside.push(...some)
  }
  return inside.sort((a, b) => PATHS.compare(a.name, b.name))
}

// What an entry is has to be asked of itself: Chromium has no name for the classes of entries.
function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function pathOf(each: Arrived): string {
  return each instanceof File ? each.webkitRelativePath : ''
}

/** How the names of files end that pages come in. */
export const PAPER_ENDINGS = ['.txt', '.text', '.pdf', '.docx', '.html', '.htm'] as const

/** What is taken of some files; how many were no papers, and how many were hidden. */
export interface Sorted {
  readonly texts: readonly Arrived[]
  readonly left: number
  readonly hidden: number
}

/** Of several files, those named as papers, a single one as it is; names that begin with a dot are never meant. */
export function textFiles(files: readonly Arrived[]): Sorted {
  const seen = files.filter(({ name }) => !name.startsWith('.'))
  const hidden = files.length - seen.length
  if (seen.length === 1) return { texts: seen, left: 0, hidden }
  const isPaper = ({ name }: Arrived) => PAPER_ENDINGS.some((ending) => name.toLowerCase().endsWith(ending))
  const texts = seen.filter((each) => !(each instanceof File) || isPaper(each))
  // Browsers hand over a chosen folder in no order at all.
  const inOrder = texts.some((each) => pathOf(each) !== '')
    ? [...texts].sort((a, b) => PATHS.compare(pathOf(a), pathOf(b)))
    : texts
  return { texts: inOrder, left: seen.length - texts.length, hidden }
}
