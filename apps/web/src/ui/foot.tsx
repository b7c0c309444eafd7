import { type ReactNode, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'

/** Id of the place at the foot of the page where a screen may say something. */
export const FOOT_END = 'foot-end'

/** Says something at the end of the foot of the page. */
export function FootEnd({ children }: { readonly children: ReactNode }) {
  const [place, find] = useState<HTMLElement | null>(null)
  useEffect(() => find(document.getElementById(FOOT_END)), [])
  return place ? createPortal(children, place) : null
}
