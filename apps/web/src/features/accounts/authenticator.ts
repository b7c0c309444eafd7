/** The secret of a second factor as people and authenticators take it over: in groups, and as a picture. Pure. */

/** A secret as it is typed by hand: in groups of four. */
export function inFours(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ')
}

/** The dark squares of a picture as one path: each run of a row one rectangle. `modules`: rows of dark or light. */
export function pathOf(modules: readonly (readonly boolean[])[]): string {
  const runs = modules.flatMap((row, y) =>
    row.flatMap((isDark, x) => {
      if (!isDark || row[x - 1]) return []
      const end = row.indexOf(false, x)
      return [`M${x} ${y}h${(end < 0 ? row.length : end) - x}v1H${x}z`]
    }),
  )
  return runs.join('')
}
