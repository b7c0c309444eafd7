import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AuthorId,
  type Command,
  type CommandOf,
  type CommitmentId,
  type CooperationId,
  type DraftId,
  draftState,
  fold,
  isSharing,
  objectionToSending,
  recordKey,
  type RecordOf,
  type SharingCommand,
  type SideId,
  silent,
  type VersionId,
} from './index.ts'
import { type Post, runPosts } from './trial.ts'

const EAST = 'sid_EAST' as SideId
const COOPERATION = 'coo_TEST' as CooperationId
const SIDES = ['EAST', 'WEST'].map((name) => ({ id: `sid_${name}` as SideId, mark: name.charAt(0), regions: [] }))
const OPENING: Command = {
  kind: 'open-cooperation',
  cooperation: COOPERATION,
  name: '霁翎合作',
  sides: SIDES,
  by: EAST,
  publicKey: 'k',
}
const OPENED = runPosts(EAST, [{ author: 'aut_A' as AuthorId, commands: [OPENING] }]).position

const ID = 'dft_1' as DraftId
const author = (number: number) => `aut_${'ABC'.charAt(number % 3)}` as AuthorId

function propose(number: number): CommandOf<'propose-terms'> {
  return {
    kind: 'propose-terms',
    commitment: `com_${number}` as CommitmentId,
    version: `ver_${number}` as VersionId,
    parent: null,
    bound: SIDES.map(({ id }) => id),
    ending: null,
    terms: { text: `共建第${number}座码头` } as CommandOf<'propose-terms'>['terms'],
    note: null,
  }
}

const write = (id: DraftId, replaces: number | null, command: SharingCommand): Command => {
  return { kind: 'write-draft', id, replaces, command, note: null }
}
const judge = (seq: number, verdict: 'checked' | 'returned', by: AuthorId): Command => {
  return { kind: 'judge-draft', id: ID, seq, verdict, note: null, by }
}
const send = (seq: number, by: AuthorId): Command => ({ kind: 'send-draft', id: ID, seq, by })
const alone = (by: AuthorId): Command => ({ kind: 'send-alone', by })
const drop: Command = { kind: 'drop-record', of: 'draft', id: ID, reason: null }
const require = (required: boolean): Command => ({ kind: 'set-four-eyes', required, note: null })
const by = (number: number, ...commands: readonly Command[]): Post => ({ author: author(number), commands })

/** What becomes of posts after the opening, each `yes` or the code of its refusal. */
function told(...posts: readonly Post[]) {
  const { outcomes } = runPosts(EAST, posts, OPENED)
  return outcomes.map((outcome) => (outcome.ok ? 'yes' : outcome.refusal.code))
}

/** A wish of somebody on one draft, with the newest entry of the draft or a former one. */
const wish = fc.record({
  deed: fc.constantFrom('write', 'write', 'check', 'check', 'return', 'send', 'send', 'drop', 'require', 'allow'),
  who: fc.nat(2),
  isOld: fc.integer({ min: 0, max: 6 }).map((number) => number === 0),
  isOther: fc.integer({ min: 0, max: 6 }).map((number) => number === 0),
})
type Wish = typeof wish extends fc.Arbitrary<infer Value> ? Value : never

/** The plain oracle: one draft as four variables, judged by the rules as they are told. */
class Plain {
  seq: number | null = null
  number = 0
  drafter: AuthorId | null = null
  judged: { readonly by: AuthorId; readonly verdict: 'checked' | 'returned' } | null = null
  sent: { readonly fourEyes: boolean } | null = null
  required = false

  state() {
    if (this.sent) return 'sent'
    return this.seq === null ? null : (this.judged?.verdict ?? 'drafted')
  }

  objection({ deed, who, isOld, isOther }: Wish): string | null {
    if (deed === 'require' || deed === 'allow') return null
    const state = this.state()
    if (state === 'sent') return 'draft-sent'
    if (deed === 'write') return isOld && this.seq !== null ? 'draft-changed' : null
    if (state === null) return 'draft-unknown'
    if (deed === 'drop') return null
    if (isOld) return 'draft-changed'
    if (deed === 'check') return { drafted: null, checked: 'draft-judged', returned: 'draft-returned' }[state]
    if (deed === 'return') return { drafted: null, checked: null, returned: 'draft-judged' }[state]
    if (state === 'returned') return 'draft-returned'
    if (isOther) return 'draft-differs'
    return this.required && !this.fourEyes(who) ? 'four-eyes-required' : null
  }

  fourEyes(who: number) {
    const checker = this.judged?.verdict === 'checked' ? this.judged.by : this.drafter
    return this.drafter !== author(who) || checker !== author(who)
  }
}

/** Plays wishes on the real thing and beside it on the plain one; `look` sees both after each. */
function play(wishes: readonly Wish[], look: (plain: Plain, played: ReturnType<typeof runPosts>) => void) {
  const plain = new Plain()
  let position = OPENED
  for (const [index, one] of wishes.entries()) {
    const { deed, who } = one
    // A former number, or none where the draft has one.
    const seq = one.isOld ? -1 : (plain.seq ?? 0)
    const drafted = propose(plain.number)
    const commands: Record<Wish['deed'], readonly Command[]> = {
      write: [write(ID, one.isOld && plain.seq !== null ? null : plain.seq, propose(index))],
      check: [judge(seq, 'checked', author(who))],
      return: [judge(seq, 'returned', author(who))],
      send: [one.isOther ? propose(1000) : drafted, send(seq, author(who))],
      drop: [drop],
      require: [require(true)],
      allow: [require(false)],
    }
    const objection = plain.objection(one)
    const played = runPosts(EAST, [by(who, ...commands[deed])], position)
    const [outcome] = played.outcomes
    // Once it was sent the same cannot be proposed again, whatever a draft of it would say.
    const isThere = plain.sent !== null && deed === 'send' && !one.isOther
    expect(outcome?.ok === false ? outcome.refusal.code : null).toBe(isThere ? 'version-exists' : objection)
    position = played.position
    if (objection === null) {
      const isFourEyes = plain.fourEyes(who)
      if (deed === 'write') Object.assign(plain, { drafter: author(who), judged: null, number: index })
      if (deed === 'write') plain.seq = played.position.heads.internal?.seq ?? null
      if (deed === 'check') plain.judged = { by: author(who), verdict: 'checked' }
      if (deed === 'return') plain.judged = { by: author(who), verdict: 'returned' }
      if (deed === 'send') plain.sent = { fourEyes: isFourEyes }
      if (deed === 'drop') Object.assign(plain, { seq: null, judged: null, drafter: null })
      if (deed === 'require' || deed === 'allow') plain.required = deed === 'require'
    }
    look(plain, played)
  }
}

const recordIn = <Kind extends 'draft' | 'judgement' | 'sending'>(
  { records }: ReturnType<typeof runPosts>['position'],
  kind: Kind,
) => (records.get(recordKey(kind, ID)) ?? null) as RecordOf<Kind> | null

describe('a draft', () => {
  it('[L86] goes from state to state as a plain oracle has it', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 24 }), (wishes) => {
        play(wishes, (plain, { position }) => {
          const draft = recordIn(position, 'draft')
          const state = draft && draftState(draft, recordIn(position, 'judgement'), recordIn(position, 'sending'))
          expect(state).toBe(plain.state())
          expect(draft?.author ?? null).toBe(plain.drafter)
        })
      }),
    )
  })

  it('[L10] stands as its entries say, in whatever order these came', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 24 }), (wishes) => {
        const entries = [...runPosts(EAST, [by(0, OPENING)]).entries]
        play(wishes, (_, played) => {
          entries.push(...played.entries)
          expect(fold(COOPERATION, EAST, entries.toReversed())).toEqual(played.position)
        })
      }),
    )
  })

  it('[L87] is never said to be seen by four eyes where one author did all', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 24 }), (wishes) => {
        play(wishes, (plain, { position }) => {
          const [draft, sending] = [recordIn(position, 'draft'), recordIn(position, 'sending')]
          if (!draft || !sending) return
          expect(sending.fourEyes).toBe(plain.sent?.fourEyes)
          const judgement = recordIn(position, 'judgement')
          const checker = judgement?.judged === draft.seq ? judgement.author : draft.author
          if (draft.author === sending.author && checker === sending.author) expect(sending.fourEyes).toBe(false)
        })
      }),
    )
  })

  it('[L88] leaves on the shared chain what sending its command directly leaves, and nothing else', () => {
    const step = fc.tuple(fc.nat(4), fc.nat(2), fc.constantFrom('write', 'check', 'send', 'drop', 'alone'))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const posts: Post[] = []
        const direct: Post[] = []
        for (const [number, who, deed] of steps) {
          const { position } = runPosts(EAST, posts, OPENED)
          const draft = recordIn(position, 'draft')
          const command = (draft?.command ?? propose(number)) as unknown as SharingCommand
          const seq = draft?.seq ?? 0
          const post = {
            write: by(who, write(ID, draft?.seq ?? null, propose(number))),
            check: by(who, judge(seq, 'checked', author(who))),
            send: by(who, command, send(seq, author(who))),
            drop: by(who, drop),
            alone: by(who, propose(number), alone(author(who))),
          }[deed]
          posts.push(post)
          const [outcome] = runPosts(EAST, [post], position).outcomes
          if (outcome?.ok) direct.push({ ...post, commands: post.commands.filter(isSharing) })
        }
        const shared = (played: readonly Post[]) =>
          runPosts(EAST, played, OPENED).entries.filter(({ header }) => header.chain === 'shared')
        expect(shared(posts)).toEqual(shared(direct))
      }),
    )
  })

  it('[L88] is sent by the shared entries that its command became, several by one post each by its own', () => {
    const other = 'dft_2' as DraftId
    const posts = [
      by(0, write(ID, null, propose(1))),
      by(0, write(other, null, propose(2))),
      by(
        1,
        propose(3),
        propose(2),
        propose(1),
        send(1, author(1)),
        {
          kind: 'send-draft',
          id: other,
          seq: 2,
          by: author(1),
        },
        alone(author(1)),
      ),
    ]
    const { position } = runPosts(EAST, posts, OPENED)
    const sendings = [...position.records.values()].filter((record) => record.kind === 'sending')
    expect(sendings).toMatchObject([
      { id: ID, draft: ID, drafted: 1, sent: [4], fourEyes: true, author: author(1) },
      { id: other, draft: other, drafted: 2, sent: [3], fourEyes: true },
      { id: 'alone 5', draft: null, drafted: null, sent: [2], fourEyes: false },
    ])
  })

  it('[L88] is not sent twice by one sending of its command', () => {
    const other = 'dft_2' as DraftId
    const both = { kind: 'send-draft', id: other, seq: 2, by: author(1) } as const
    expect(
      told(
        by(0, write(ID, null, propose(1))),
        by(0, write(other, null, propose(1))),
        by(1, propose(1), send(1, author(1)), both),
        by(1, propose(1), send(1, author(1))),
      ),
    ).toEqual(['yes', 'yes', 'draft-differs', 'yes'])
  })

  it.each([
    ['one alone', [by(0, propose(1), alone(author(0)))], ['four-eyes-required']],
    [
      'one who drafts and sends',
      [by(0, write(ID, null, propose(1))), by(0, propose(1), send(2, author(0)))],
      ['yes', 'four-eyes-required'],
    ],
    [
      'one who drafts, checks and sends',
      [
        by(0, write(ID, null, propose(1))),
        by(0, judge(2, 'checked', author(0))),
        by(0, propose(1), send(2, author(0))),
      ],
      ['yes', 'yes', 'four-eyes-required'],
    ],
    ['another who sends', [by(0, write(ID, null, propose(1))), by(1, propose(1), send(2, author(1)))], ['yes', 'yes']],
    [
      'another who checked',
      [
        by(0, write(ID, null, propose(1))),
        by(1, judge(2, 'checked', author(1))),
        by(0, propose(1), send(2, author(0))),
      ],
      ['yes', 'yes', 'yes'],
    ],
    [
      'another who checked what was written anew since',
      [
        by(0, write(ID, null, propose(1))),
        by(1, judge(2, 'checked', author(1))),
        by(0, write(ID, 2, propose(2))),
        by(0, propose(2), send(4, author(0))),
      ],
      ['yes', 'yes', 'yes', 'four-eyes-required'],
    ],
  ])('[L87] where a side wants four eyes is decided by who had a part: %s', (_, posts, outcomes) => {
    expect(told(by(2, require(true)), ...posts)).toEqual(['yes', ...outcomes])
  })

  it('[L86] goes whole when it is dropped, and can be written again', () => {
    const posts = [by(0, write(ID, null, propose(1))), by(1, judge(1, 'returned', author(1))), by(0, drop)]
    const { position } = runPosts(EAST, posts, OPENED)
    expect([...position.records.keys()]).toEqual([])
    expect(told(...posts, by(0, write(ID, null, propose(1))), by(1, judge(4, 'checked', author(1))))).toEqual(
      Array.from({ length: 5 }, () => 'yes'),
    )
  })

  it('[L86] whose words were erased is there to be dropped, and for nothing else', () => {
    const played = runPosts(EAST, [by(0, OPENING), by(0, write(ID, null, propose(1)))])
    const entries = played.entries.map((entry) =>
      entry.header.kind === 'draft@1' ? { ...entry, content: null } : entry,
    )
    const position = fold(COOPERATION, EAST, entries)
    expect(recordIn(position, 'draft')).toMatchObject({ command: null, note: null, about: 'com_1', author: author(0) })
    const then = [judge(1, 'checked', author(1)), send(1, author(1)), write(ID, 1, propose(2)), drop]
    const { outcomes } = runPosts(
      EAST,
      then.map((command) => by(1, command)),
      position,
    )
    expect(outcomes.map((outcome) => (outcome.ok ? 'yes' : outcome.refusal.code))).toEqual([
      'entry-erased',
      'entry-erased',
      'entry-erased',
      'yes',
    ])
  })

  it('[L86] is written whatever could be sent just now, of a known cooperation; why not is asked apart', () => {
    const answer: SharingCommand = {
      kind: 'answer-terms',
      commitment: 'com_1' as CommitmentId,
      version: 'ver_1' as VersionId,
      stance: 'accepted',
      note: null,
    }
    expect(told(by(0, write(ID, null, answer)))).toEqual(['yes'])
    expect(objectionToSending(OPENED, answer, [])).toMatchObject({ code: 'version-unknown' })
    expect(objectionToSending(OPENED, propose(1), [])).toBeNull()
    const { outcomes } = runPosts(
      EAST,
      [by(0, write(ID, null, answer)), by(0, require(true))],
      silent(COOPERATION, EAST),
    )
    expect(outcomes).toMatchObject(Array.from({ length: 2 }, () => ({ refusal: { code: 'cooperation-unknown' } })))
  })
})
