/** Failures as they leave the house: one map from codes to statuses, one shape. */
import type { Refusal } from '@handclasp/domain'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Problem } from './contract.ts'

type Code = Problem['refusal']['code']

const STATUS: { readonly [Refused in Code]: ContentfulStatusCode } = {
  'cooperation-unknown': 404,
  'cooperation-already-open': 409,
  'too-few-sides': 422,
  'region-on-two-sides': 422,
  'side-not-in-cooperation': 422,
  'side-twice': 422,
  'finding-unknown': 404,
  'finding-already-decided': 409,
  'finding-not-decided': 409,
  'correction-misfits': 422,
  'source-unknown': 404,
  'text-empty': 422,
  'text-unreadable': 422,
  'not-found': 404,
  'input-invalid': 400,
  'too-large': 413,
  fault: 500,
}

/** Answers a refusal with its status. */
export function answerRefusal(context: Context, refusal: Refusal | Problem['refusal']): Response {
  const problem: Problem = { refusal }
  return context.json(problem, STATUS[refusal.code])
}
