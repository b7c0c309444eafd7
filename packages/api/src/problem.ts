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
  'side-unnamed': 422,
  'finding-unknown': 404,
  'finding-already-decided': 409,
  'finding-not-decided': 409,
  'split-misfits': 422,
  'finding-not-split': 409,
  'correction-misfits': 422,
  'entry-unknown': 404,
  'entry-erased': 409,
  'entry-stays': 422,
  'record-unknown': 404,
  'record-changed': 409,
  'record-from-finding': 409,
  'already-sent': 409,
  'not-sent': 409,
  'same-with-itself': 422,
  'same-already-said': 409,
  'same-never-said': 409,
  'same-by-both': 409,
  'draft-unknown': 404,
  'draft-changed': 409,
  'draft-returned': 409,
  'draft-sent': 409,
  'draft-differs': 409,
  'draft-judged': 409,
  'four-eyes-required': 409,
  'programmes-of-one-side': 422,
  'commitment-unknown': 404,
  'commitment-exists': 409,
  'terms-missing': 422,
  'version-unknown': 404,
  'side-not-bound': 422,
  'version-exists': 409,
  'version-withdrawn': 409,
  'version-superseded': 409,
  'version-agreed': 409,
  'rival-accepted': 409,
  'nothing-to-withdraw': 409,
  'already-said': 409,
  'head-unknown': 404,
  'view-unknown': 404,
  'view-name-taken': 409,
  'views-too-many': 409,
  'file-unknown': 404,
  'file-differs': 422,
  'file-too-large': 413,
  'source-unknown': 404,
  'source-erased': 409,
  'run-under-way': 409,
  'text-empty': 422,
  'text-unreadable': 422,
  'not-found': 404,
  'input-invalid': 400,
  'too-large': 413,
  'broken-off': 408,
  'disk-full': 507,
  'files-unwritable': 500,
  fault: 500,
}

/** Answers a refusal with its status. */
export function answerRefusal(context: Context, refusal: Refusal | Problem['refusal']): Response {
  const problem: Problem = { refusal }
  return context.json(problem, STATUS[refusal.code])
}
