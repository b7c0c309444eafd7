/** The thread that web pages and documents of Word are read in: it tells the text, or why there is none. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Outcome } from '@handclasp/domain'
import { readDocx } from './docx.ts'
import { readHtml } from './html.ts'
import type { MarkupWork } from './markup.ts'
import type { FromThread } from './thread.ts'

const { bytes, name, format } = workerData as MarkupWork
const told = format === 'html' ? readHtml(bytes, name) : readDocx(bytes, name)
const message: FromThread<Outcome<string>> = { kind: 'told', told }
parentPort?.postMessage(message)
