/** What a broken chain looks like: a small one, broken by the program itself and checked like any other. */
import type { BrokenView } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import { brokenQuery } from '../../requests/verification.ts'
import { Failure } from '../../ui/failure.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { day } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'

/** The chain as it was made and after each thing done to it. */
export function Example() {
  const { say } = useWords()
  const { data, error, refetch } = useQuery(brokenQuery)
  return (
    <section className="example" aria-labelledby="verify-example">
      <h2 id="verify-example">{say('verify.example')}</h2>
      <p className="note what">{say('verify.example.what')}</p>
      {error ? <Failure error={error} reading again={() => void refetch()} /> : null}
      {data || error ? null : <Waiting what={say('verify.example')} />}
      <div className="cases">
        {data?.map((broken) => (
          <Case key={broken.deed} broken={broken} />
        ))}
      </div>
    </section>
  )
}

function Case({ broken: { deed, entries, days } }: { readonly broken: BrokenView }) {
  const { say, language } = useWords()
  return (
    <section aria-label={say(`verify.deed.${deed}`)}>
      <h3>{say(`verify.deed.${deed}`)}</h3>
      <ol>
        {entries.map(({ seq, words, hash, previous, faults }, index) => (
          <li
            key={hash + String(index)}
            className={[
              faults.length > 0 ? 'wrong' : '',
              entries[index - 1] && entries[index - 1]?.hash !== previous ? 'apart' : '',
            ]
              .join(' ')
              .trim()}
          >
            <span className="no">{say('verify.entry', { seq })}</span>
            <span className="says" lang="zh-CN">
              {words}
            </span>
            <span className="link note">
              {previous ? `${previous.slice(0, 6)} → ` : ''}
              {hash.slice(0, 6)}
            </span>
            {faults.map((code) => (
              <span key={code} className="hand">
                {say(`fault.${code}`)}
              </span>
            ))}
          </li>
        ))}
      </ol>
      <ul>
        {days.map(({ day: date, seq, hash, faults }) => (
          <li key={date} className={faults.length > 0 ? 'wrong' : undefined}>
            <span className="no">{say('verify.day', { day: day(language, date), seq })}</span>
            <span className="link note">{hash.slice(0, 6)}</span>
            {faults.map((code) => (
              <span key={code} className="hand">
                {say(`fault.${code}`)}
              </span>
            ))}
          </li>
        ))}
      </ul>
      <p className="note">{say(`verify.case.${deed}`)}</p>
    </section>
  )
}
