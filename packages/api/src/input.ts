/** What comes in: the schemas of request bodies, and how a body is read. */
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import {
  ACTS,
  AGREEMENT_KINDS,
  type Branded,
  EVENT_KINDS,
  FIELDS,
  partsOfDate,
  PLEDGE_MODES,
  type Prefixed,
  PREFIXES,
} from '@handclasp/domain'
import { z } from 'zod'
import { answerRefusal } from './problem.ts'

/** What a person may type: nothing that no text has (half characters, control characters). */
const typed = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => text.isWellFormed() && !CONTROL.test(text), 'it holds characters that no text has')
const CONTROL = /\p{Cc}/u
const words = typed(500).min(1)

const region = z.object({
  name: typed(60).min(1),
  code: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
})
const id = <Kind extends Prefixed>(kind: Kind) =>
  z
    .string()
    .regex(new RegExp(`^${PREFIXES[kind]}_[0-9A-Z]{1,40}$`))
    .transform((text) => text as Branded<Kind>)

/** CooperationInput */
export const cooperationInput = z.object({
  sides: z.array(z.array(region).min(1).max(40)).min(1).max(40),
  own: z.number().int().nonnegative(),
})

const list = z.array(words).max(200)
const day = z
  .string()
  .regex(/^\d{4}-\d{2}(-\d{2})?$/)
  .refine((text) => partsOfDate(text.length === 7 ? `${text}-01` : text) !== null, 'there is no such day')
const days = z.object({ start: day, end: day }).refine(({ start, end }) => start <= end, 'the end is before the start')
const act = z.object({ act: z.enum(ACTS), event: id('event').nullable() })
const target = z.object({ value: z.number(), unit: words })

/** What may be corrected, by kind of finding; a field that is not there stays as it was read. */
const correction = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('event'),
    fields: z.strictObject({
      kind: z.enum(EVENT_KINDS).optional(),
      name: words.nullable().optional(),
      date: days.nullable().optional(),
      place: words.nullable().optional(),
      sites: list.optional(),
      programme: list.optional(),
    }),
  }),
  z.object({
    of: z.literal('person'),
    fields: z.strictObject({
      name: words.optional(),
      posts: list.optional(),
      region: words.nullable().optional(),
      acts: z.array(act).max(100).optional(),
    }),
  }),
  z.object({
    of: z.literal('package'),
    fields: z.strictObject({ parts: z.array(z.number().int().positive()).min(2).max(20).optional() }),
  }),
  z.object({
    of: z.literal('agreement'),
    fields: z.strictObject({
      name: words.optional(),
      kind: z.enum(AGREEMENT_KINDS).optional(),
      count: z.number().int().positive().nullable().optional(),
      parties: list.optional(),
      signatories: list.optional(),
      date: day.nullable().optional(),
      signed: z.boolean().optional(),
    }),
  }),
  z.object({
    of: z.literal('pledge'),
    fields: z.strictObject({
      speaker: words.nullable().optional(),
      mode: z.enum(PLEDGE_MODES).optional(),
      by: list.optional(),
      fields: z.array(z.enum(FIELDS)).max(FIELDS.length).optional(),
      targets: z.array(target).max(100).optional(),
    }),
  }),
])

const decision = z.discriminatedUnion('verdict', [
  z.object({
    finding: id('finding'),
    verdict: z.literal('accepted'),
    correction: correction.nullable(),
    person: id('person').nullable(),
  }),
  z.object({ finding: id('finding'), verdict: z.literal('rejected'), reason: typed(500).nullable() }),
])

/** DecisionsInput */
export const decisionsInput = z.object({
  cooperation: id('cooperation'),
  decisions: z.array(decision).min(1).max(2_000),
})

/** UndoInput */
export const undoInput = z.object({
  cooperation: id('cooperation'),
  findings: z.array(id('finding')).min(1).max(2_000),
})

/** Query of POST /sources */
export const sourceQuery = z.object({
  name: typed(200).min(1),
  published: z.iso.date().nullable(),
})

/** A source's hash in a path. */
export const sourceHash = z.string().regex(/^[0-9a-f]{64}$/)

/** Bytes of a JSON body at most. */
export const LARGEST_INPUT = 1_000_000

/** Lets bodies through up to some bytes, whether they say their length or not. */
export function atMost(maxSize: number): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: (context) => answerRefusal(context, { code: 'too-large', detail: String(maxSize) }),
  })
}

/** A body that fits the schema, or the sentence that says where it does not. */
export async function bodyOf<Schema extends z.ZodType>(
  context: Context,
  schema: Schema,
): Promise<{ readonly ok: true; readonly value: z.infer<Schema> } | { readonly ok: false; readonly detail: string }> {
  const body: unknown = await context.req.json().catch(() => undefined)
  const parsed = schema.safeParse(body)
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, detail: z.prettifyError(parsed.error) }
}
