/** What comes in: the schemas of request bodies, and how a body is read. */
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import {
  ACTS,
  AGREEMENT_KINDS,
  type Branded,
  COMMITMENT_ORDERS,
  ENDING_KINDS,
  ERASURE_GROUNDS,
  EVENT_KINDS,
  FIELDS,
  GROUPINGS,
  isCreditCode,
  LACKS,
  partsOfDate,
  PLEDGE_MODES,
  type Prefixed,
  PREFIXES,
  readHeadSpans,
  SENT_KINDS,
  TERMS_STATES,
  WITHOUT,
} from '@handclasp/domain'
import { z } from 'zod'
import { misfit, misfitRefusal } from './misfit.ts'
import { answerRefusal } from './problem.ts'

/** What a person may type: nothing that no text has (half characters, control characters). */
export const typed = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => text.isWellFormed() && !CONTROL.test(text), misfit('not-text'))
const CONTROL = /\p{Cc}/u
/** Some words, at least one character. */
export const words = typed(500).min(1)

const region = z.object({
  name: typed(60).min(1),
  code: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
})
/** An identifier of one kind. */
export const id = <Kind extends Prefixed>(kind: Kind) =>
  z
    .string()
    .regex(new RegExp(`^${PREFIXES[kind]}_[0-9A-Z]{1,40}$`))
    .transform((text) => text as Branded<Kind>)

/** CooperationInput */
export const cooperationInput = z.object({
  sides: z.array(z.array(region).min(1).max(40)).min(1).max(40),
  own: z.number().int().nonnegative(),
})

/** The side acted for; the one that opened the cooperation here unless told. */
export const side = id('side').optional()

const list = z.array(words).max(200)
const day = z
  .string()
  .refine(
    (text) => /^\d{4}-\d{2}(-\d{2})?$/.test(text) && partsOfDate(text.length === 7 ? `${text}-01` : text) !== null,
    misfit('not-a-day'),
  )
const days = z.object({ start: day, end: day }).refine(({ start, end }) => start <= end, misfit('days-turned'))
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
    instead: z.boolean().optional(),
    verdict: z.literal('accepted'),
    correction: correction.nullable(),
    person: id('person').nullable(),
  }),
  z.object({
    finding: id('finding'),
    instead: z.boolean().optional(),
    verdict: z.literal('rejected'),
    reason: typed(500).nullable(),
  }),
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

/** A civil day. */
export const civilDay = z.iso.date()
const organisation = z.object({
  name: words,
  code: z.string().refine(isCreditCode, misfit('not-a-code')).nullable(),
})
const charges = z.array(z.object({ side: id('side'), organisation })).max(100)
const figure = z.number().nullable()
const span = z.object({ start: z.number().int().nonnegative(), end: z.number().int().positive() })
const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((text) => text as Branded<'source'>)
const quote = z.object({
  words: typed(2_000).min(1),
  source: hash,
  spans: z.array(span).min(1).max(100),
  lines: z.object({ from: z.number().int().positive(), to: z.number().int().positive() }),
  outlet: words.nullable(),
})
const basis = z.object({
  agreement: id('agreement').nullable(),
  name: words.nullable(),
  clause: typed(60).min(1).nullable(),
  intention: id('intention').nullable(),
  quote: quote.nullable(),
})
const milestone = z.object({ name: words, due: civilDay.nullable(), weight: z.number().positive() })
const terms = z
  .object({
    text: typed(2_000).min(1),
    fields: z.array(z.enum(FIELDS)).max(FIELDS.length),
    basis,
    programmes: z.array(z.object({ side: id('side'), name: words })).max(100),
    leads: charges,
    supporters: charges,
    measure: z.object({ name: words, unit: typed(40).min(1), baseline: figure, target: figure }).nullable(),
    start: civilDay.nullable(),
    deadline: civilDay.nullable(),
    milestones: z.array(milestone).max(100),
  })
  .refine(({ start, deadline }) => start === null || deadline === null || start <= deadline, misfit('days-turned'))
/** What somebody notes beside what they do. */
export const note = typed(2_000).min(1).nullable()

/** ProposalInput */
export const proposalInput = z.object({
  side,
  commitment: id('commitment').nullable(),
  parent: id('version').nullable(),
  bound: z.array(id('side')).min(1).max(40),
  ending: z.object({ kind: z.enum(ENDING_KINDS), successor: id('commitment').nullable() }).nullable(),
  terms: terms.nullable(),
  note,
})

/** AnswerInput */
export const answerInput = z.object({
  side,
  version: id('version'),
  stance: z.enum(['accepted', 'declined', 'withdrawn']),
  note,
})

/** SideInput */
export const sideInput = z.object({
  side: id('side').optional(),
  regions: z.array(region).max(40),
  institution: organisation.nullable(),
  note,
})

/** SideAnswerInput */
export const sideAnswerInput = z.object({
  side: id('side').optional(),
  stance: z.enum(['accepted', 'declined', 'withdrawn']),
  note,
})

/** HostInput */
export const hostInput = z.object({ side: id('side') })

/** CommitmentFilter, each parameter as the address has it. */
export const commitmentFilter = z.object({
  state: z.array(z.enum(TERMS_STATES)),
  field: z.array(z.enum(FIELDS)),
  lead: z.array(words).max(100),
  agreement: z.array(id('agreement')).max(200),
  clause: typed(60).min(1).nullable(),
  intention: id('intention').nullable(),
  programme: words.nullable(),
  source: hash.nullable(),
  from: civilDay.nullable(),
  to: civilDay.nullable(),
  lacks: z.array(z.enum(LACKS)),
  without: z.enum(WITHOUT).nullable(),
  awaits: id('side').nullable(),
  q: typed(100).min(1).nullable(),
})

/** Query of GET /cooperations/:id/commitments/groups */
export const groupsQuery = commitmentFilter.extend({ by: z.enum(GROUPINGS) })

/** CommitmentsQuery, each parameter as the address has it. */
export const commitmentsQuery = commitmentFilter.extend({
  order: z.enum(COMMITMENT_ORDERS),
  descending: z.boolean(),
  after: z
    .string()
    .regex(/^[^ ]+ com_[0-9A-Z]{1,40}$/)
    .nullable(),
  limit: z.number().int().min(1).max(500),
})

/** SavedViewInput */
export const savedViewInput = z.object({
  side,
  id: id('view').nullable(),
  name: typed(40).min(1),
  address: typed(4_000),
})

/** ViewMovedInput */
export const viewMovedInput = z.object({ side, place: z.number().int().nonnegative() })

/** ViewDroppedInput */
export const viewDroppedInput = z.object({ side })

const replaces = z.number().int().positive().nullable()
const someDay = day.nullable()
const organised = z.object({ side: id('side').nullable(), organisation })
const signatory = z.object({ name: words, post: words.nullable(), side: id('side').nullable() })
const packageWords = z.object({
  name: words.nullable(),
  parts: z.array(z.number().int().positive()).min(2).max(20),
  signedOn: someDay,
  place: words.nullable(),
  quote: quote.nullable(),
})
const agreementWords = z
  .object({
    name: words,
    kind: z.enum(AGREEMENT_KINDS),
    count: z.number().int().positive().nullable(),
    parties: z.array(organised).max(100),
    signatories: z.array(signatory).max(100),
    signed: z.boolean(),
    signedOn: someDay,
    inForce: someDay,
    expires: someDay,
    quote: quote.nullable(),
  })
  .refine(({ inForce, expires }) => inForce === null || expires === null || inForce <= expires, misfit('days-turned'))
const following = z.object({ agreement: id('agreement'), how: z.enum(['renews', 'deepens']) })

/** WrittenInput */
export const writtenInput = z.object({
  side,
  package: packageWords.extend({ id: id('package').nullable(), replaces }).nullable(),
  within: id('package').nullable(),
  agreements: z
    .array(z.object({ id: id('agreement').nullable(), replaces, follows: following.nullable(), words: agreementWords }))
    .max(200),
})

/** TextInput */
export const textInput = z.object({
  side,
  id: id('text').nullable(),
  agreement: id('agreement'),
  replaces,
  title: words,
  text: z
    .string()
    .trim()
    .min(1)
    .max(300_000)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), misfit('not-text')),
  dated: someDay,
})

/** ProgrammeInput */
export const programmeInput = z.object({
  side,
  id: id('programme').nullable(),
  of: id('side'),
  pairs: z.array(id('programme')).max(100),
  replaces,
  name: words,
  document: words.nullable(),
  issued: someDay,
  quote: quote.nullable(),
})

/** A file's hash in a path. */
export const fileHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((text) => text as Branded<'file'>)

/** AttachmentInput */
export const attachmentInput = z.object({
  side,
  id: id('attachment').nullable(),
  file: fileHash,
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('package'), id: id('package') }),
    z.object({ kind: z.literal('agreement'), id: id('agreement') }),
    z.object({ kind: z.literal('text'), id: id('text') }),
  ]),
  replaces,
  name: typed(250).min(1),
  note,
})

/** SweepInput */
export const sweepInput = z.object({ hours: z.number().nonnegative().max(100_000), isTrial: z.boolean() })

/** The place of an entry in a path. */
export const entryPlace = z.object({
  chain: z.enum(['shared', 'internal']),
  seq: z.coerce.number().int().positive(),
})

/** ErasureInput */
export const erasureInput = z.object({
  side,
  entries: z
    .array(z.object({ chain: z.enum(['shared', 'internal']), seq: z.number().int().positive() }))
    .min(1)
    .max(100),
  ground: z.enum(ERASURE_GROUNDS),
  note,
})

/** PageErasureInput */
export const pageErasureInput = z.object({
  ground: z.enum(ERASURE_GROUNDS),
  note,
  also: z
    .array(
      z.object({
        cooperation: id('cooperation'),
        side: id('side'),
        chain: z.enum(['shared', 'internal']),
        seq: z.number().int().positive(),
      }),
    )
    .max(10_000),
})

const sentRecord = z.object({
  of: z.enum(SENT_KINDS),
  id: z.string().regex(/^[a-z]{3}_[0-9A-Z]{1,40}$/),
  seq: z.number().int().positive(),
})

/** SendingInput */
export const sendingInput = z.object({ side: id('side').optional(), records: z.array(sentRecord).min(1).max(500) })

/** SameInput */
export const sameInput = z.object({
  side: id('side').optional(),
  of: z.enum(['package', 'agreement', 'commitment']),
  mine: sentRecord.shape.id,
  theirs: sentRecord.shape.id,
  whose: id('side'),
  said: z.enum(['same', 'taken-back']),
  note,
  records: z.array(sentRecord).max(500),
})

/** DroppedInput */
export const droppedInput = z.object({
  side,
  of: z.enum(['package', 'agreement', 'text', 'programme', 'attachment']),
  id: z.string().regex(/^[a-z]{3}_[0-9A-Z]{1,40}$/),
  reason: note,
})

/** Query of GET /cooperations/:id/history */
export const historyQuery = z
  .object({
    side: id('side').nullable(),
    from: civilDay.optional(),
    to: civilDay.optional(),
    after: z
      .string()
      .max(200)
      .regex(/^\d{4}-\d{2}-\d{2}T[0-9:.]+Z( [\x21-\x7e]+)+$/)
      .nullable()
      .default(null),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    heads: z
      .string()
      .max(2000)
      .transform((named, context) => {
        const spans = readHeadSpans(named)
        if (spans) return spans
        context.addIssue({ code: 'custom', ...misfit('misshapen') })
        return z.NEVER
      })
      .refine((spans) => spans.every(({ from, to }) => from <= to), misfit('heads-turned'))
      .optional(),
  })
  .transform(({ from, to, heads, ...asked }, context) => {
    if (heads) return { ...asked, stretch: { heads } }
    if (from !== undefined && to !== undefined && from <= to) return { ...asked, stretch: { from, to } }
    const path = [from === undefined ? 'from' : 'to']
    const isMissing = from === undefined || to === undefined
    context.addIssue({ code: 'custom', path, ...misfit(isMissing ? 'missing' : 'days-turned') })
    return z.NEVER
  })

/** The past day that a query asks about. */
export const pastQuery = z.object({ asof: civilDay, known: z.enum(['now', 'then']) })

/** Query of GET /cooperations/:id/found */
export const foundQuery = z.object({
  q: typed(100),
  side: id('side').nullable(),
  limit: z.number().int().min(1).max(200),
})

/** SplitInput */
export const splitInput = z.object({ finding: id('finding'), at: z.number().int().nonnegative() })

/** JoinInput */
export const joinInput = z.object({ finding: id('finding') })

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
    onError: (context) => answerRefusal(context, { code: 'too-large', most: maxSize }),
  })
}

/** A body that fits the schema, or the refusal that says where it does not. */
export async function bodyOf<Schema extends z.ZodType>(context: Context, schema: Schema): Promise<Read<Schema>> {
  const body: unknown = await context.req.json().catch(() => undefined)
  const parsed = schema.safeParse(body)
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, refusal: misfitRefusal(parsed.error) }
}

type Read<Schema extends z.ZodType> =
  | { readonly ok: true; readonly value: z.infer<Schema> }
  | { readonly ok: false; readonly refusal: ReturnType<typeof misfitRefusal> }
