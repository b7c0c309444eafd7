/** Lists of rows by keyboard. */
import { useWords } from '../words/words.tsx'
import { useKeys } from './keys.tsx'

/** J and K walk the rows of a list; Enter is the link's own. */
export function useRowKeys(title: string): void {
  const { say } = useWords()
  const step = (by: number) => {
    const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
    const here = rows.findIndex((row) => row === document.activeElement)
    rows[here < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, here + by))]?.focus()
  }
  useKeys(title, [
    { key: 'j', label: say('keys.next'), act: () => step(1), caps: ['J', 'K'], short: say('keys.nextPrevious') },
    { key: 'k', label: say('keys.previous'), act: () => step(-1) },
    { key: 'Enter', label: say('intake.open'), caps: ['Enter'] },
  ])
}
