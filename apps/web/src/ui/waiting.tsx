import { useEffect, useState } from 'react'

/** Says what is being fetched or read, once it takes longer than 300 ms. */
export function Waiting({ what }: { readonly what: string }) {
  const [long, set] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => set(true), 300)
    return () => clearTimeout(timer)
  }, [])
  return (
    <p className="waiting" role="status">
      {long ? what : null}
    </p>
  )
}
