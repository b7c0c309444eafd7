/** Small choices of one reader, kept in this browser. */
import { useCallback, useState } from 'react'

/** A choice among some values under a name; where the browser keeps nothing it lasts as long as the page. */
export function usePreference<Value extends string>(
  name: string,
  values: readonly Value[],
  fallback: Value,
): readonly [Value, (value: Value) => void] {
  const [value, set] = useState(() => values.find((each) => each === kept(name)) ?? fallback)
  const choose = useCallback(
    (next: Value) => {
      set(next)
      keep(name, next)
    },
    [name],
  )
  return [value, choose]
}

/** What is kept under a name, or null. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(`handclasp.${name}`)
  } catch {
    return null
  }
}

/** Keeps a value under a name, where the browser allows it. */
export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`handclasp.${name}`, value)
  } catch {
    // A browser that keeps nothing still shows everything.
  }
}
