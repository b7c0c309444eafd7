/** What was done, in words: signing in and what belongs to it, or a route by what it does. Pure. */
import type { Say } from '../../words/words.tsx'

/** Acts that are no route of ours. */
const OWN_KINDS = [
  'sign-in',
  'sign-out',
  'session-end',
  'password-change',
  'second-factor-begin',
  'second-factor-set',
  'second-factor-asked',
  'second-factor-end',
  'recovery-codes',
  'provider-visit',
  'provider-link',
] as const

/** Routes by their paths, without what stands before them, and the word for what they do. */
const ROUTES = {
  '/sources': 'keepSource',
  '/sources/:hash/decisions': 'decide',
  '/sources/:hash/undo': 'undo',
  '/sources/:hash/split': 'split',
  '/sources/:hash/join': 'join',
  '/sources/:hash/read-again': 'readAgain',
  '/sources/:hash/erasure': 'erasePage',
  '/cooperations': 'open',
  '/cooperations/:id/hosted': 'host',
  '/cooperations/:id/commitments': 'propose',
  '/cooperations/:id/commitments/:commitment/answers': 'answer',
  '/cooperations/:id/sent': 'send',
  '/cooperations/:id/same': 'same',
  '/cooperations/:id/sides': 'proposeSide',
  '/cooperations/:id/sides/:version/answers': 'answerSide',
  '/cooperations/:id/written': 'write',
  '/cooperations/:id/texts': 'keepText',
  '/cooperations/:id/programmes': 'keepProgramme',
  '/cooperations/:id/attachments': 'attach',
  '/cooperations/:id/dropped': 'drop',
  '/cooperations/:id/erasures': 'erase',
  '/cooperations/:id/views': 'saveView',
  '/cooperations/:id/views/:view/moved': 'moveView',
  '/cooperations/:id/views/:view/dropped': 'dropView',
  '/cooperations/:id/invitations': 'invite',
  '/cooperations/:id/invitations/withdrawn': 'withdrawInvitation',
  '/cooperations/:id/members/:member/roles': 'changeRoles',
  '/cooperations/:id/members/:member/left': 'leave',
  '/cooperations/:id/four-eyes': 'fourEyes',
  '/cooperations/:id/drafts/:draft/judged': 'judge',
  '/cooperations/:id/drafts/:draft/sent': 'sendDraft',
  '/cooperations/:id/drafts/:draft/dropped': 'dropDraft',
  '/invitations/:token/accepted': 'takeUp',
  '/session/setup': 'setUp',
  '/session/demonstration': 'goOnAs',
  '/session/ended': 'endSessions',
  '/session/name': 'rename',
  '/passwords/:token': 'setPassword',
  '/administration/members/:member': 'guard',
  '/administration/members/:member/reset': 'link',
  '/administration/invitations': 'appoint',
  '/administration/invitations/withdrawn': 'withdrawAppointment',
  '/acts/export': 'exportActs',
  '/verification': 'verify',
  '/rebuilding': 'rebuild',
  '/files/:file': 'keepFile',
  '/files/sweep': 'sweep',
} as const

/** A route that does something, by what it does. */
type Deed = (typeof ROUTES)[keyof typeof ROUTES]

function deedOf(kind: string): Deed | null {
  const path = kind.replace(/^[A-Z]+ /, '').replace(/^\/api/, '')
  return Object.hasOwn(ROUTES, path) ? ROUTES[path as keyof typeof ROUTES] : null
}

/** What was done; what there are no words for goes by its own name. */
export function actWords(say: Say, kind: string): string {
  const own = OWN_KINDS.find((each) => each === kind)
  if (own) return say(`log.${own}`)
  const deed = deedOf(kind)
  if (deed === null) return kind
  const words = say(`log.${deed}`)
  return kind.startsWith('GET ') ? say('log.read', { what: words }) : words
}
