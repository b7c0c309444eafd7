/** The mark of what one person sent, with nobody else having seen it before. */
import { useWords } from '../../words/words.tsx'

/** Marks what one person sent alone. */
export function Alone() {
  const { say } = useWords()
  return <b className="alone"> {say('draft.alone')}</b>
}
