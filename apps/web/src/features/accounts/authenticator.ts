/** What a second factor is made of: its address for authenticators, its secret for people, its recovery codes. Pure. */

/** The secret in an address that authenticators read. */
export function secretOf(address: string): string {
  return new URL(address).searchParams.get('secret') ?? ''
}

/** That address, under the name that somebody signs in with. */
export function addressFor(secret: string, loginName: string): string {
  const label = encodeURIComponent(`Handclasp:${loginName}`)
  return `otpauth://totp/${label}?secret=${secret}&issuer=Handclasp&digits=6&period=30`
}

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
