/** The thread that a PDF is opened in: it tells which page it is at, then what it found. */
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js'
import { getDocument, Util } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { FromPdf, PdfWork } from './pdf.ts'
import { placedText, type Run } from './pdf-lines.ts'
import { printable } from './text.ts'
import type { FromThread } from './thread.ts'

const { bytes, mostPages } = workerData as PdfWork
const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

function tell(message: FromThread<FromPdf>): void {
  parentPort?.postMessage(message)
}

/** A run of characters as it lies on the page that is seen: turned and cut as the page says. */
function runOf({ str: drawn, dir, width, height, transform }: TextItem, seen: readonly number[]): Run {
  const str = printable(drawn)
  const [a = 0, b = 0, c = 0, d = 0, left = 0, baseline = 0] = Util.transform([...seen], transform) as number[]
  // To a tenth of a point: programs scale pages, and one size comes out as several.
  const fontSize = Math.round(Math.hypot(c, d) * 10) / 10
  if (dir === 'ttb') {
    return {
      text: str,
      left: left - fontSize / 2,
      right: left + fontSize / 2,
      baseline: baseline + height,
      fontSize,
      top: baseline,
    }
  }
  const turned = Math.abs(b) > Math.abs(a)
  if (!turned) return { text: str, left, right: left + width, baseline, fontSize, top: null }
  const [top, bottom] = b > 0 ? [baseline, baseline + width] : [baseline - width, baseline]
  return { text: str, left: left - fontSize / 2, right: left + fontSize / 2, baseline: bottom, fontSize, top }
}

/** Has it a place on the page, and a size? */
function isSeen({ left, right, baseline, fontSize }: Run): boolean {
  return fontSize > 0 && [left, right, baseline, fontSize].every(Number.isFinite)
}

async function extract(): Promise<void> {
  const task = getDocument({
    data: bytes,
    cMapUrl: join(root, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(root, 'standard_fonts/'),
    wasmUrl: join(root, 'wasm/'),
    verbosity: 0,
  })
  const file = await task.promise
  const pages: Run[][] = []
  for (let number = 1; number <= Math.min(file.numPages, mostPages); number++) {
    tell({ kind: 'at', number })
    const page = await file.getPage(number)
    const { items } = await page.getTextContent()
    const { transform } = page.getViewport({ scale: 1 })
    const runs = items.flatMap((item) => ('str' in item ? [runOf(item, transform)] : []))
    pages.push(runs.filter(isSeen))
    page.cleanup()
  }
  tell({ kind: 'told', told: { kind: 'read', pages: file.numPages, ...placedText(pages) } })
}

try {
  await extract()
} catch (error) {
  tell({ kind: 'told', told: { kind: 'failed', name: error instanceof Error ? error.name : '' } })
}
