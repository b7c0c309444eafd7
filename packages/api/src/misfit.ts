/** What is wrong with what came in, in words of our own: the field, and a code for the screen to make a sentence of. */
import type { z } from 'zod'
import type { Misfit, Problem } from './contract.ts'

type Invalid = Extract<Problem['refusal'], { code: 'input-invalid' }>
type Issue = z.ZodError['issues'][number]

/** The refusal of what does not fit its schema, by the first thing that is wrong with it. */
export function misfitRefusal({ issues }: z.ZodError): Invalid {
  const [issue] = issues
  const most = issue?.code === 'too_big' ? Number(issue.maximum) : null
  return {
    code: 'input-invalid',
    field: issue?.path.join('.') ?? '',
    misfit: issue ? misfitOf(issue) : 'misshapen',
    most,
  }
}

/** The parameters by which a check of our own says what it found. */
export function misfit(code: Misfit): { readonly params: { readonly misfit: Misfit } } {
  return { params: { misfit: code } }
}

function misfitOf(issue: Issue): Misfit {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'missing' : 'misshapen'
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? 'missing' : 'misshapen'
    case 'too_big':
      return issue.origin === 'string' ? 'too-long' : issue.origin === 'array' ? 'too-many' : 'misshapen'
    case 'invalid_format':
      return issue.format === 'date' ? 'not-a-day' : 'misshapen'
    case 'invalid_value':
      return 'not-a-choice'
    case 'custom':
      return (issue.params?.misfit as Misfit | undefined) ?? 'misshapen'
    default:
      return 'misshapen'
  }
}
