/** A quote as it was sent: words, outlet, day and lines by value, for its page need not be here. */
import type { CitedQuote, Quote } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { sourcesQuery } from '../../requests/queries.ts'
import { ErasedWords } from '../../ui/erasing.tsx'
import { day, linesFull } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import '../../ui/erasing.css'

/** The words that were quoted, and where they stand. */
export function QuoteSent({ quote }: { readonly quote: Quote | CitedQuote }) {
  const { say, language } = useWords()
  const { words, outlet, lines } = quote
  const published = 'published' in quote ? quote.published : null
  const place = [outlet, published && day(language, published), linesFull(say, [lines.from, lines.to])]
  return (
    <>
      <h3 className="hh">
        {say('ledger.quote')} <span className="note">{place.filter(Boolean).join(' · ')}</span>
      </h3>
      <blockquote className="q" lang="zh-CN">
        <p>{words === '' ? <WordsGone source={quote.source} /> : words}</p>
      </blockquote>
    </>
  )
}

/** The words went with their page: on which ground and when, where the page was of here. */
function WordsGone({ source }: Pick<Quote, 'source'>) {
  const { say } = useWords()
  const erasure = useQuery(sourcesQuery).data?.find(({ hash }) => hash === source)?.erasure
  return erasure ? <ErasedWords erasure={erasure} /> : <span className="erased-words">{say('erasing.page.quote')}</span>
}
