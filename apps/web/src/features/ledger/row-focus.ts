/** Where the keyboard was in a form that is gone, it goes on from the row that was chosen. */
export function backToRow(): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return
    document.querySelector<HTMLElement>('.tb tr.cur .name')?.focus({ preventScroll: true })
  })
}
