import { type RefObject, useEffect, useRef } from 'react'

/**
 * The thread from the margin note to the chosen finding. It is extra: line numbers say the same without it, and where
 * either end is out of sight it is not drawn.
 */
export function Thread(props: {
  readonly pane: RefObject<HTMLElement | null>
  readonly sheet: RefObject<HTMLElement | null>
  readonly finding: string | null
}) {
  const thread = useRef<HTMLElement>(null)
  const { pane, sheet, finding } = props
  useEffect(() => {
    const [page, list, line] = [pane.current, sheet.current, thread.current]
    if (!page || !list || !line) return
    const draw = () => place(line, page, list)
    let frame = requestAnimationFrame(draw)
    const later = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(draw)
    }
    const watch = new ResizeObserver(later)
    watch.observe(page)
    watch.observe(list)
    page.addEventListener('scroll', later, { passive: true })
    list.addEventListener('scroll', later, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      watch.disconnect()
      page.removeEventListener('scroll', later)
      list.removeEventListener('scroll', later)
    }
  })
  return <i className="thread" aria-hidden="true" ref={thread} data-finding={finding ?? undefined} hidden />
}

function place(line: HTMLElement, page: HTMLElement, list: HTMLElement): void {
  const note = page.querySelector('.note-to.on')
  const row = list.querySelector('.it.cur')
  const frame = line.parentElement?.getBoundingClientRect()
  line.hidden = true
  if (!note || !row || !frame || line.dataset.finding === undefined) return
  const [from, to] = [note.getBoundingClientRect(), row.getBoundingClientRect()]
  const [left, right] = [page.getBoundingClientRect(), list.getBoundingClientRect()]
  const [start, end] = [from.top + from.height / 2, Math.min(to.top + 52, to.bottom - 10)]
  const inside = start > left.top && start < left.bottom && end > right.top && end < right.bottom
  if (!inside || from.width === 0 || right.left < left.right - 2) return
  line.hidden = false
  const up = end < start
  Object.assign(line.style, {
    left: `${left.right - frame.left - 1}px`,
    width: `${Math.max(0, to.left - left.right + 1)}px`,
    top: `${Math.min(start, end) - frame.top}px`,
    height: `${Math.abs(end - start)}px`,
    borderWidth: up ? '1px 0 0 2px' : '0 0 1px 2px',
  })
}
