/** What the domain says no to. Sentences for people are made at the screen, from the code and its facts. */
export type Refusal =
  | { readonly code: 'cooperation-unknown'; readonly cooperation: string }
  | { readonly code: 'cooperation-already-open'; readonly cooperation: string }
  | { readonly code: 'too-few-sides'; readonly sides: number }
  | { readonly code: 'region-on-two-sides'; readonly region: string }
  | { readonly code: 'side-twice'; readonly side: string }
  | { readonly code: 'side-not-in-cooperation'; readonly side: string }
  | { readonly code: 'finding-unknown'; readonly finding: string }
  | { readonly code: 'finding-already-decided'; readonly finding: string; readonly verdict: 'accepted' | 'rejected' }
  | { readonly code: 'finding-not-decided'; readonly finding: string }
  | { readonly code: 'correction-misfits'; readonly finding: string; readonly field: string }
  | { readonly code: 'source-unknown'; readonly source: string }
  | { readonly code: 'text-empty'; readonly name: string }
  | { readonly code: 'text-unreadable'; readonly name: string; readonly offset: number; readonly reason: string }

/** Yes with a value, or no with a refusal. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal }

/** Says yes. */
export function granted<Value>(value: Value): Outcome<Value> {
  return { ok: true, value }
}

/** Says no. */
export function refused(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal }
}

/** The end of every `switch` over a union: reaching it is a bug. */
export function assertNever(value: never): never {
  throw new TypeError(`no case for ${JSON.stringify(value)}`)
}
