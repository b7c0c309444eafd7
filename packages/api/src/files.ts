/** /files: the bytes of files, by their hash, streamed both ways; and sweeping those that nothing refers to. */
import type { FileHash } from '@handclasp/domain'
import type { FileStore, KeptFile, Ledger } from '@handclasp/ledger'
import { type Context, Hono } from 'hono'
import { askerOf, callerOf } from './asking.ts'
import { sidesWith } from './caller.ts'
import type { FileKept, SweptView } from './contract.ts'
import { atMost, bodyOf, fileHash, LARGEST_INPUT, sweepInput } from './input.ts'
import { answerRefusal } from './problem.ts'
import { etagOf, headersOf, partOf, shownAs } from './served-file.ts'

/** Milliseconds without a byte after which an upload is taken to have broken off. */
const SILENCE = 60_000
const HOUR = 3_600_000

/** The routes of /files. */
export function files(ledger: Ledger) {
  const store = ledger.files
  return new Hono()
    .post('/sweep', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, sweepInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const before = new Date(Date.now() - body.value.hours * HOUR).toISOString()
      const view: SweptView = await ledger.sweep({ before, isTrial: body.value.isTrial })
      return context.json(view)
    })
    .get('/:file', async (context) => {
      const kept = await keptAt(store, context.req.param('file'))
      return kept && (await isSeen(context, ledger, kept.file)) ? hand(context, store, kept) : unknown(context)
    })
    .put('/:file', async (context) => {
      const file = fileHash.safeParse(context.req.param('file'))
      if (!file.success) return unknown(context)
      if (Number(context.req.header('content-length') ?? 0) > store.largest) {
        return answerRefusal(context, { code: 'file-too-large', most: store.largest })
      }
      try {
        const kept = await store.keep(file.data, flowing(context.req.raw.body))
        if (!kept.ok) return answerRefusal(context, kept.refusal)
        const answer: FileKept = { file: file.data, ...kept.value }
        return context.json(answer, kept.value.existing ? 200 : 201)
      } catch (error) {
        if (error instanceof BrokenOff) return answerRefusal(context, { code: 'broken-off' })
        throw error
      }
    })
}

/** Is a file attached to something that a side keeps for which the caller acts, or to nothing yet? */
export async function isSeen(context: Context, ledger: Ledger, file: FileHash): Promise<boolean> {
  for (const { cooperation, side } of sidesWith(callerOf(context), 'see')) {
    const asker = askerOf(context, cooperation, side)
    if (await ledger.for(asker, (moment) => moment.attaches(cooperation, side, file))) return true
  }
  return !(await ledger.isReferred(file))
}

function unknown(context: Context): Response {
  return answerRefusal(context, { code: 'file-unknown', file: context.req.param('file') ?? '' })
}

async function keptAt(store: FileStore, file: string): Promise<KeptFile | null> {
  const named = fileHash.safeParse(file)
  return named.success ? store.find(named.data) : null
}

/** Hands a file out, or the part that is asked for; for HEAD its headers alone. */
async function hand(context: Context, store: FileStore, kept: KeptFile): Promise<Response> {
  const { req } = context
  const tag = etagOf(kept.file)
  const headers = headersOf(kept, await shownAs(store, kept), req.query('name') ?? kept.file)
  const known = req.header('if-none-match')?.split(/\s*,\s*/)
  if (known?.some((each) => each === '*' || each.replace(/^W\//, '') === tag)) return context.body(null, 304, headers)
  const isSame = (req.header('if-range') ?? tag) === tag
  const part = partOf(isSame ? req.header('range') : undefined, kept.bytes)
  if (!part) return context.body(null, 416, { 'content-range': `bytes */${kept.bytes}` })
  const { start, end, isWhole } = part
  const range = isWhole ? {} : { 'content-range': `bytes ${start}-${end - 1}/${kept.bytes}` }
  const whole = { ...headers, ...range, 'content-length': String(end - start) }
  const status = isWhole ? 200 : 206
  if (req.method === 'HEAD') return context.body(null, status, whole)
  return context.body(ReadableStream.from(store.read(kept.file, start, end)), status, whole)
}

/** The bytes stopped coming before their end. */
class BrokenOff extends Error {}

/** The bytes of a body as they come, one piece at a time. Throws `BrokenOff` where they stop before their end. */
async function* flowing(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (!body) return
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await withoutSilence(reader.read())
      if (done) return
      yield value
    }
  } finally {
    reader.cancel().catch(() => {
      // It broke off: there is nothing left to cancel.
    })
  }
}

function withoutSilence<Value>(next: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new BrokenOff()), SILENCE)
    next
      .then(resolve, (cause: unknown) => reject(new BrokenOff(undefined, { cause })))
      .finally(() => clearTimeout(timer))
  })
}
