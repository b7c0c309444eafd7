import { useWords } from '../words/words.tsx'
import { missingWords, type Version } from './versions.ts'

/** Both versions of each field that was corrected: as read struck out, as corrected in the reviewer's red. */
export function VersionList({ versions }: { readonly versions: readonly Version[] }) {
  const { say, language } = useWords()
  return (
    <span className="versions" lang="zh-CN">
      {versions.map(({ key, label, read, kept }) => (
        <span key={key} className="version">
          <span className="note" lang={language}>
            {label}
          </span>{' '}
          {read === null ? <span className="missing">□ {missingWords(say, key)}</span> : <del>{read}</del>}{' '}
          {kept === null ? <ins className="gone">{say('correct.nothing')}</ins> : <ins>{kept}</ins>}
        </span>
      ))}
    </span>
  )
}
