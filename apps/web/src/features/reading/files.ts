/** Files and folders as browsers hand them over. */

/** All files in what was dropped, those in folders included, in the order of their paths. */
export async function filesOf(transfer: DataTransfer): Promise<readonly File[]> {
  // The list is emptied once the event is over: the entries are taken from it first.
  const dropped = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? item.getAsFile() ?? [])
  const found = await Promise.all(dropped.map((each) => filesIn(each)))
  return found.flat()
}

async function filesIn(entry: FileSystemEntry | File): Promise<readonly File[]> {
  if (entry instanceof File) return [entry]
  if (entry instanceof FileSystemFileEntry) {
    return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))]
  }
  if (!(entry instanceof FileSystemDirectoryEntry)) return []
  const reader = entry.createReader()
  const inside: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) break
    inside.push(...some)
  }
  inside.sort((a, b) => (a.name < b.name ? -1 : 1))
  const found = await Promise.all(inside.map((each) => filesIn(each)))
  return found.flat()
}

/** Of several files, those named as text; hidden ones are never meant. A single file is taken as it is. */
export function textFiles(files: readonly File[]): { readonly texts: readonly File[]; readonly left: number } {
  if (files.length === 1) return { texts: files, left: 0 }
  const texts = files.filter((file) => /\.(txt|text)$/i.test(file.name) && !file.name.startsWith('.'))
  return { texts, left: files.length - texts.length }
}
