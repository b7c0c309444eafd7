/** What a finding says, in one row: by kind. */
import type { FindingView } from '@handclasp/api/client'
import { SideMark, SideMarks, type SideSign, signOf, signsNamed } from '../../ui/marks.tsx'
import { days } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'

/** The sides a pledge binds, in their order; without any it is nobody's in particular. */
export function boundSigns(finding: FindingView, signs: readonly SideSign[]): readonly SideSign[] {
  if (finding.kind !== 'pledge') return []
  return signsNamed(signs, finding.read.by)
}

/** The row's words. `whole`: an intention in full, for it is the one being read. */
export function Summary(props: {
  readonly finding: FindingView
  readonly signs: readonly SideSign[]
  readonly whole: boolean
}) {
  const { say, language } = useWords()
  const { finding, signs, whole } = props
  switch (finding.kind) {
    case 'event': {
      const { read } = finding
      const kind = say(`event.${read.kind}`)
      return (
        <span className="main">
          <b lang="zh-CN">{read.name ?? kind}</b>
          {read.place ? <span lang="zh-CN">{read.place}</span> : null}
          {read.date ? <span className={read.stated ? '' : 'imp'}>{days(language, read.date)}</span> : null}
          {read.name ? <span className="note">{kind}</span> : null}
        </span>
      )
    }
    case 'person': {
      const { read } = finding
      const sign = signOf(signs, read.region)
      const acts = [...new Set(read.acts.map(({ act }) => act))]
      return (
        <span className="main who">
          {sign ? <SideMark sign={sign} /> : <span />}
          <b className="nm" lang="zh-CN">
            {read.name}
          </b>
          <span className="held">
            <span lang="zh-CN">{read.posts.map((post) => post.text).join('｜')}</span>
            <span className="acts">
              {acts.map((act) => (
                <span key={act}>{say(`act.${act}`)}</span>
              ))}
            </span>
          </span>
        </span>
      )
    }
    case 'package':
      return <span className="main root">{finding.read.parts.join('+')}</span>
    case 'agreement':
      return <AgreementSummary read={finding.read} />
    case 'pledge': {
      return (
        <span className={`main ${whole ? 'say' : 'sayline'}`} lang="zh-CN">
          <SideMarks signs={boundSigns(finding, signs)} /> {finding.read.text}
        </span>
      )
    }
    default:
      return null
  }
}

type AgreementRead = Extract<FindingView, { kind: 'agreement' }>['read']

function AgreementSummary({ read }: { readonly read: AgreementRead }) {
  const { say } = useWords()
  const several = read.count === null || read.count > 1
  return (
    <span className="main">
      <b lang="zh-CN">{read.name}</b>
      {several ? (
        <span>{read.count === null ? say('finding.uncounted') : say('finding.times', { n: read.count })}</span>
      ) : null}
      {read.kind === 'departmental' && read.count !== null && read.count > 1 ? <Slots count={read.count} /> : null}
      {read.signatories.length > 0 ? (
        <span className="note" lang="zh-CN">
          {read.signatories.join(say('list.names'))}
        </span>
      ) : null}
      {read.signed ? null : <span className="note">{say('agreement.mentioned')}</span>}
    </span>
  )
}

/** Places kept for agreements that were counted but not named. */
function Slots({ count }: { readonly count: number }) {
  const { say } = useWords()
  return (
    <span className="slots">
      <span className="vh">{say('finding.slots', { n: count })}</span>
      {Array.from({ length: Math.min(count, 12) }, (_, index) => (
        <i key={index} aria-hidden="true">
          {index + 1}
        </i>
      ))}
      {count > 12 ? <i aria-hidden="true">…</i> : null}
    </span>
  )
}
