/** What an act was about, in words where there are any, and plainly where not. Pure. */
import type { ActsView, ActView } from '@handclasp/api/client'
import { type Role, ROLES } from '@handclasp/domain'
import { rolesNamed } from '../../ui/right-words.ts'
import { isWordKey, type PlainKey, type Say } from '../../words/words.tsx'

/** One thing that an act was about. */
export interface AboutPart {
  /** What it is; null where `said` tells that, too. */
  readonly label: string | null
  readonly said: string
  /** An id that `said` stands for, or shows the end of alone. */
  readonly whole: string | null
  /** Is it the name of a person, a cooperation or a side? */
  readonly isName: boolean
}

/** Words that tell by themselves what was set or done, by what stands before them among the words. */
const SET = {
  deed: 'guard',
  verdict: 'draft.step',
  administration: 'administration',
  factor: 'about.factor',
  why: 'about.why',
} as const

/** In this order, whatever it was noted in; what is not named here comes behind. */
const ORDER = (
  'deed verdict required drafted others factor why member to by name roles ' +
  'administration invitation session id side'
).split(' ')

/** What an act was about, by names where there are any. What stands elsewhere in its row is left out. */
export function aboutWords(say: Say, act: ActView, names: ActsView['names']): readonly AboutPart[] {
  const isElsewhere = (key: string, value: unknown) =>
    key === 'operator' || (key === 'side' && value === act.side) || (key === 'id' && value === act.cooperation)
  const told = Object.entries(act.about).filter(([key, value]) => !isElsewhere(key, value))
  const place = ([key]: (typeof told)[number]) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length)
  return [...told].sort((one, other) => place(one) - place(other)).map(([key, value]) => partOf(say, key, value, names))
}

function partOf(say: Say, key: string, value: unknown, names: ActsView['names']): AboutPart {
  const words = saidOf(say, key, value)
  if (words !== null) return { label: null, said: words, whole: null, isName: false }
  const labelled = `about.${key}`
  const label = isWordKey(labelled) ? say(labelled) : key
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (key === 'name') return { label, said: text, whole: null, isName: true }
  const known = Object.hasOwn(names, text) ? names[text as keyof typeof names] : undefined
  if (known !== undefined) return { label, said: known, whole: text, isName: true }
  const isLong = text.length > SHORT
  return { label, said: isLong ? `…${text.slice(-END)}` : text, whole: isLong ? text : null, isName: false }
}

/** Of what is longer the end is shown. */
const SHORT = 16
const END = 6

/** What tells by itself what it is; null for all that needs to be named. */
function saidOf(say: Say, key: string, value: unknown): string | null {
  switch (key) {
    case 'required':
      return say(value === true ? 'fourEyes.on.do' : 'fourEyes.off.do')
    case 'drafted':
    case 'others':
      return say(`about.${key}`)
    case 'roles':
      return Array.isArray(value) ? rolesNamed(say, value.filter(isRole)) : null
    default:
      return Object.hasOwn(SET, key) ? wordsAt(say, `${SET[key as keyof typeof SET]}.${String(value)}`) : null
  }
}

function wordsAt(say: Say, name: string): string | null {
  return isWordKey(name) ? say<PlainKey>(name) : null
}

function isRole(value: unknown): value is Role {
  return ROLES.some((role) => role === value)
}
