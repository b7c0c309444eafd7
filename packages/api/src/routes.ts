/** The right that each route takes. A route without a row here is refused, and fails the tests. */
import type { OwnKind } from '@handclasp/accounts'
import type { InstallationRight, SideRight } from './rights.ts'

/** Rights that go by no single side: of anybody, of whoever is signed in, and of whoever has a role on some side. */
export type WideRight = 'anybody' | 'signed-in' | 'see-pages' | 'keep-pages' | 'erase-pages' | 'open' | 'verify'

/** What a route takes. */
export type RouteRight = WideRight | SideRight | InstallationRight

/**
 * Rights over pages and cooperations, by the right on some side that gives them. A page is changed and erased by the
 * right on a side that holds it (`workedPage`).
 */
export const GIVEN_BY = {
  'see-pages': 'see',
  'keep-pages': 'keep',
  'erase-pages': 'erase',
  open: 'steer',
  verify: 'see',
} as const satisfies Readonly<Partial<Record<WideRight, SideRight>>>

/** What stands in the log of acts and is no route of this table. */
export const OWN_KINDS = {
  'sign-in': true,
  'sign-out': true,
  'session-end': true,
  'password-change': true,
  'second-factor-begin': true,
  'second-factor-set': true,
  'second-factor-asked': true,
  'second-factor-end': true,
  'recovery-codes': true,
  'provider-visit': true,
  'provider-link': true,
} as const satisfies Readonly<Record<OwnKind, true>>

/** Routes under /api by method and path, each with its right; `drafted` is the one that it takes with `?draft=1`. */
export const ROUTES: Readonly<Record<string, { readonly right: RouteRight; readonly drafted?: SideRight }>> = {
  'GET /session': { right: 'anybody' },
  'POST /session/setup': { right: 'anybody' },
  'POST /session/demonstration': { right: 'anybody' },
  'GET /invitations/:token': { right: 'anybody' },
  'POST /invitations/:token/accepted': { right: 'anybody' },

  'GET /session/all': { right: 'signed-in' },
  'POST /session/ended': { right: 'signed-in' },
  'POST /session/unlinked': { right: 'signed-in' },
  'POST /session/name': { right: 'signed-in' },
  'GET /passwords/:token': { right: 'anybody' },
  'POST /passwords/:token': { right: 'anybody' },

  'GET /installation': { right: 'signed-in' },
  'GET /rights': { right: 'signed-in' },
  'GET /cooperations': { right: 'signed-in' },

  'GET /sources': { right: 'see-pages' },
  'GET /sources/:hash': { right: 'see-pages' },
  'POST /sources': { right: 'keep-pages' },
  'POST /sources/:hash/read-again': { right: 'keep-pages' },
  'POST /sources/:hash/split': { right: 'keep-pages' },
  'POST /sources/:hash/join': { right: 'keep-pages' },
  'POST /sources/:hash/decisions': { right: 'keep' },
  'POST /sources/:hash/undo': { right: 'keep' },
  'GET /sources/:hash/erasure': { right: 'erase-pages' },
  'POST /sources/:hash/erasure': { right: 'erase-pages' },

  'POST /cooperations': { right: 'open' },
  'POST /cooperations/:id/hosted': { right: 'steer' },
  'GET /cooperations/:id/ledger': { right: 'see' },
  'GET /cooperations/:id/reported': { right: 'see' },
  'GET /cooperations/:id/people': { right: 'see' },
  'GET /cooperations/:id/commitments': { right: 'see' },
  'GET /cooperations/:id/commitments/groups': { right: 'see' },
  'GET /cooperations/:id/commitments/:commitment': { right: 'see' },
  'GET /cooperations/:id/serving': { right: 'see' },
  'GET /cooperations/:id/own': { right: 'see-own' },
  'GET /cooperations/:id/found': { right: 'see' },
  'GET /cooperations/:id/history': { right: 'see' },
  'GET /cooperations/:id/texts/:text': { right: 'see' },
  'GET /cooperations/:id/erasures': { right: 'see' },
  'GET /cooperations/:id/erasures/:chain/:seq': { right: 'erase' },
  'GET /cooperations/:id/sent': { right: 'see' },
  'GET /cooperations/:id/sent/:side/:text': { right: 'see' },
  'GET /cooperations/:id/views': { right: 'see' },
  'GET /cooperations/:id/drafts': { right: 'see' },
  'GET /cooperations/:id/sent-alone': { right: 'see' },
  'GET /cooperations/:id/members': { right: 'meet' },

  'POST /cooperations/:id/written': { right: 'keep' },
  'POST /cooperations/:id/texts': { right: 'keep' },
  'POST /cooperations/:id/programmes': { right: 'keep' },
  'POST /cooperations/:id/attachments': { right: 'keep' },
  'POST /cooperations/:id/dropped': { right: 'keep' },
  'POST /cooperations/:id/views': { right: 'see' },
  'POST /cooperations/:id/views/:view/moved': { right: 'see' },
  'POST /cooperations/:id/views/:view/dropped': { right: 'see' },
  'POST /cooperations/:id/erasures': { right: 'erase' },

  'POST /cooperations/:id/commitments': { right: 'send', drafted: 'draft' },
  'POST /cooperations/:id/commitments/:commitment/answers': { right: 'send', drafted: 'draft' },
  'POST /cooperations/:id/sides': { right: 'send', drafted: 'draft' },
  'POST /cooperations/:id/sides/:version/answers': { right: 'send', drafted: 'draft' },
  'POST /cooperations/:id/sent': { right: 'send', drafted: 'draft' },
  'POST /cooperations/:id/same': { right: 'send', drafted: 'draft' },
  'POST /cooperations/:id/drafts/:draft/judged': { right: 'send' },
  'POST /cooperations/:id/drafts/:draft/sent': { right: 'send' },
  'POST /cooperations/:id/drafts/:draft/dropped': { right: 'draft' },

  'POST /cooperations/:id/four-eyes': { right: 'steer' },
  'POST /cooperations/:id/invitations': { right: 'invite' },
  'POST /cooperations/:id/invitations/withdrawn': { right: 'invite' },
  'POST /cooperations/:id/members/:member/roles': { right: 'steer' },
  'POST /cooperations/:id/members/:member/left': { right: 'leave' },

  'GET /files/:file': { right: 'see-pages' },
  'PUT /files/:file': { right: 'keep-pages' },
  'POST /files/sweep': { right: 'maintain' },
  'GET /verification': { right: 'verify' },
  'POST /verification': { right: 'verify' },
  'GET /verification/example': { right: 'verify' },
  'GET /rebuilding': { right: 'maintain' },
  'POST /rebuilding': { right: 'maintain' },

  'GET /administration/members': { right: 'guard' },
  'POST /administration/members/:member': { right: 'guard' },
  'POST /administration/members/:member/reset': { right: 'guard' },
  'POST /session/resigned': { right: 'resign' },
  'GET /administration/administrators': { right: 'appoint' },
  'POST /administration/administrators/:member/relieved': { right: 'appoint' },
  'GET /administration/invitations': { right: 'appoint' },
  'POST /administration/invitations': { right: 'appoint' },
  'POST /administration/invitations/withdrawn': { right: 'appoint' },
  'GET /acts': { right: 'audit' },
  'GET /acts/export': { right: 'audit' },
  'GET /acts/verified': { right: 'audit' },
}
