/** What comes in: the schemas of request bodies, and how a body is read. */
import type { Context } from 'hono'
import { z } from 'zod'

const region = z.object({
  name: z.string().trim().min(1).max(60),
  code: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
})
const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-9A-Z]{1,40}$`))

/** CooperationInput */
export const cooperationInput = z.object({
  sides: z.array(z.array(region).min(1).max(40)).min(1).max(40),
  own: z.number().int().nonnegative(),
})

/** DecisionInput */
export const decisionInput = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('accepted'), cooperation: id('coo') }),
  z.object({ verdict: z.literal('rejected'), cooperation: id('coo'), reason: z.string().trim().max(500).nullable() }),
])

/** Query of POST /sources */
export const sourceQuery = z.object({
  name: z.string().trim().min(1).max(200),
  published: z.iso.date().nullable(),
})

/** A source's hash in a path. */
export const sourceHash = z.string().regex(/^[0-9a-f]{64}$/)

/** A body that fits the schema, or the sentence that says where it does not. */
export async function bodyOf<Schema extends z.ZodType>(
  context: Context,
  schema: Schema,
): Promise<{ readonly ok: true; readonly value: z.infer<Schema> } | { readonly ok: false; readonly detail: string }> {
  const body: unknown = await context.req.json().catch(() => undefined)
  const parsed = schema.safeParse(body)
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, detail: z.prettifyError(parsed.error) }
}
