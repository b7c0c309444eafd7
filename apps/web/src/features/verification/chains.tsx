/** The chains as the last verification found them: each side's, and those of this installation, in words. */
import type { ChainReport, CooperationView } from '@handclasp/api/client'
import { SideMark, signsOf } from '../../ui/marks.tsx'
import { day } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { civilDayOf } from '@handclasp/domain'
import { sideWords } from './fault-words.ts'

interface ChainsProps {
  readonly chains: readonly ChainReport[]
  readonly all: readonly CooperationView[]
}

/** A table of the chains, cooperation by cooperation. */
export function Chains({ chains, all }: ChainsProps) {
  const { say } = useWords()
  const groups = [...new Set(chains.map(({ cooperation }) => cooperation))]
  return (
    <section aria-labelledby="verify-chains">
      <h2 id="verify-chains">{say('verify.chains')}</h2>
      <table className="verify-table chains">
        <caption className="vh">{say('verify.chains')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('verify.column.chain')}</th>
            <th scope="col">{say('verify.column.entries')}</th>
            <th scope="col">{say('verify.column.last')}</th>
            <th scope="col">{say('verify.column.state')}</th>
            <th scope="col">{say('verify.column.values')}</th>
          </tr>
        </thead>
        {groups.map((group) => (
          <Group
            key={group}
            chains={chains.filter(({ cooperation }) => cooperation === group)}
            here={all.find(({ id }) => id === group)}
          />
        ))}
      </table>
    </section>
  )
}

function Group({
  chains,
  here,
}: {
  readonly chains: readonly ChainReport[]
  readonly here: CooperationView | undefined
}) {
  const { say, language } = useWords()
  const signs = here ? signsOf(here) : []
  return (
    <tbody>
      <tr className="group">
        <th scope="rowgroup" colSpan={5} lang={here ? 'zh-CN' : undefined}>
          {here?.name ?? say('verify.home')}
        </th>
      </tr>
      {chains.map((chain) => {
        const sign = signs.find(({ index }) => here?.sides[index]?.id === chain.side)
        return (
          <tr key={`${chain.side} ${chain.chain}`}>
            <td>
              {sign ? <SideMark sign={sign} named={false} /> : null}{' '}
              {here ? <span lang="zh-CN">{sideWords(say, chain.side, here)} </span> : null}
              {say(`chain.${chain.chain}`)}
            </td>
            <td className="nw">{say('verify.entries', { n: chain.entries })}</td>
            <td className="nw">{say('verify.last', { day: day(language, civilDayOf(chain.written)) })}</td>
            <td>
              <States chain={chain} />
            </td>
            <td>
              <Value label={say('verify.value.head')} value={chain.head} />
              {chain.keys.map((key) => (
                <Value key={key} label={say('verify.value.key')} value={key} />
              ))}
            </td>
          </tr>
        )
      })}
    </tbody>
  )
}

/** What there is to know of a chain beside that it holds: words gone, kinds not known, what is waited for. */
function States({ chain: { erased, unknown, pending } }: { readonly chain: ChainReport }) {
  const { say } = useWords()
  const told = [
    erased > 0 ? say('verify.state.erased', { n: erased }) : null,
    unknown > 0 ? say('verify.state.unknown', { n: unknown }) : null,
    pending > 0 ? say('verify.state.pending', { n: pending }) : null,
  ].filter((words) => words !== null)
  return <>{told.length > 0 ? told.join(say('list.sentences')) : say('verify.state.whole')}</>
}

/** A check value in groups of eight, to be read aloud and compared on paper. */
function Value({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <p className="check-value">
      <span className="note">{label}</span> <span className="digits">{value.replace(/(.{8})(?=.)/g, '$1 ')}</span>
    </p>
  )
}
