/** What was done, in words: signing in and what belongs to it, or a route by what it does or shows. Pure. */
import { OWN_KINDS } from '@handclasp/api/client'
import type { Say } from '../../words/words.tsx'

/** Routes that do something, and the word for what they do. */
const DEEDS = {
  'POST /session/setup': 'setUp',
  'POST /session/demonstration': 'goOnAs',
  'POST /session/ended': 'endSessions',
  'POST /session/unlinked': 'unlink',
  'POST /session/name': 'rename',
  'POST /session/resigned': 'resign',
  'POST /invitations/:token/accepted': 'takeUp',
  'POST /passwords/:token': 'setPassword',
  'POST /sources': 'keepSource',
  'POST /sources/:hash/decisions': 'decide',
  'POST /sources/:hash/undo': 'undo',
  'POST /sources/:hash/split': 'split',
  'POST /sources/:hash/join': 'join',
  'POST /sources/:hash/read-again': 'readAgain',
  'POST /sources/:hash/erasure': 'erasePage',
  'POST /cooperations': 'open',
  'POST /cooperations/:id/hosted': 'host',
  'POST /cooperations/:id/commitments': 'propose',
  'POST /cooperations/:id/commitments/:commitment/answers': 'answer',
  'POST /cooperations/:id/sent': 'send',
  'POST /cooperations/:id/same': 'same',
  'POST /cooperations/:id/sides': 'proposeSide',
  'POST /cooperations/:id/sides/:version/answers': 'answerSide',
  'POST /cooperations/:id/written': 'write',
  'POST /cooperations/:id/texts': 'keepText',
  'POST /cooperations/:id/programmes': 'keepProgramme',
  'POST /cooperations/:id/attachments': 'attach',
  'POST /cooperations/:id/dropped': 'drop',
  'POST /cooperations/:id/erasures': 'erase',
  'POST /cooperations/:id/views': 'saveView',
  'POST /cooperations/:id/views/:view/moved': 'moveView',
  'POST /cooperations/:id/views/:view/dropped': 'dropView',
  'POST /cooperations/:id/invitations': 'invite',
  'POST /cooperations/:id/invitations/withdrawn': 'withdrawInvitation',
  'POST /cooperations/:id/members/:member/roles': 'changeRoles',
  'POST /cooperations/:id/members/:member/left': 'leave',
  'POST /cooperations/:id/four-eyes': 'fourEyes',
  'POST /cooperations/:id/drafts/:draft/judged': 'judge',
  'POST /cooperations/:id/drafts/:draft/sent': 'sendDraft',
  'POST /cooperations/:id/drafts/:draft/dropped': 'dropDraft',
  'POST /administration/members/:member': 'guard',
  'POST /administration/members/:member/reset': 'link',
  'POST /administration/administrators/:member/relieved': 'relieve',
  'POST /administration/invitations': 'appoint',
  'POST /administration/invitations/withdrawn': 'withdrawAppointment',
  'GET /acts/export': 'exportActs',
  'POST /verification': 'verify',
  'POST /rebuilding': 'rebuild',
  'PUT /files/:file': 'keepFile',
  'POST /files/sweep': 'sweep',
} as const

/** Routes that show something, and the word for what they show; they stand in the log where they were refused. */
const LOOKS = {
  'GET /session': 'session',
  'GET /session/all': 'sessions',
  'GET /invitations/:token': 'invitation',
  'GET /passwords/:token': 'link',
  'GET /installation': 'installation',
  'GET /rights': 'rights',
  'GET /cooperations': 'cooperations',
  'GET /sources': 'sources',
  'GET /sources/:hash': 'source',
  'GET /sources/:hash/erasure': 'sourceErasure',
  'GET /cooperations/:id/ledger': 'ledger',
  'GET /cooperations/:id/reported': 'reported',
  'GET /cooperations/:id/people': 'people',
  'GET /cooperations/:id/commitments': 'commitments',
  'GET /cooperations/:id/commitments/groups': 'groups',
  'GET /cooperations/:id/commitments/:commitment': 'commitment',
  'GET /cooperations/:id/serving': 'serving',
  'GET /cooperations/:id/own': 'own',
  'GET /cooperations/:id/found': 'found',
  'GET /cooperations/:id/history': 'history',
  'GET /cooperations/:id/texts/:text': 'text',
  'GET /cooperations/:id/erasures': 'erasures',
  'GET /cooperations/:id/erasures/:chain/:seq': 'erasure',
  'GET /cooperations/:id/sent': 'sent',
  'GET /cooperations/:id/sent/:side/:text': 'sentText',
  'GET /cooperations/:id/sent-alone': 'sentAlone',
  'GET /cooperations/:id/views': 'views',
  'GET /cooperations/:id/drafts': 'drafts',
  'GET /cooperations/:id/members': 'members',
  'GET /files/:file': 'file',
  'GET /verification': 'verification',
  'GET /verification/example': 'example',
  'GET /rebuilding': 'rebuilding',
  'GET /administration/members': 'accounts',
  'GET /administration/administrators': 'administrators',
  'GET /administration/invitations': 'appointments',
  'GET /acts': 'acts',
  'GET /acts/verified': 'actsVerified',
} as const

/** Has a table a row of that name? */
function isIn<Table extends object>(table: Table, name: string): name is Extract<keyof Table, string> {
  return Object.hasOwn(table, name)
}

/** What was done; what there are no words for goes by its own name. */
export function actWords(say: Say, kind: string): string {
  if (isIn(OWN_KINDS, kind)) return say(`log.${kind}`)
  if (isIn(DEEDS, kind)) return say(`log.${DEEDS[kind]}`)
  return isIn(LOOKS, kind) ? say('log.read', { what: say(`look.${LOOKS[kind]}`) }) : kind
}
