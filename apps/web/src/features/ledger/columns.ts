/** The columns of the table of commitments: which stand there, in which order, how wide, how many stand still. Pure. */

/** All columns, each with its usual width in pixels; the text takes what is left where nobody set its width. */
export const COLUMNS = {
  state: 112,
  text: 280,
  fields: 96,
  leads: 132,
  measure: 116,
  deadline: 88,
  voices: 76,
  basis: 132,
  opened: 92,
} as const
/** A column. */
export type ColumnName = keyof typeof COLUMNS
/** Their names, in their usual order. */
export const COLUMN_NAMES = Object.keys(COLUMNS) as readonly ColumnName[]

const USUAL: readonly ColumnName[] = ['state', 'text', 'leads', 'measure', 'deadline', 'voices']
const NARROWEST = 48
const WIDEST = 800

/** How the table is laid out. */
export interface Layout {
  /** The columns shown, in their order; the text is always among them. */
  readonly shown: readonly ColumnName[]
  /** How many of the first stay in place while the others move sideways. */
  readonly frozen: number
  /** Widths that somebody set, in pixels. */
  readonly widths: { readonly [Name in ColumnName]?: number }
}

/** The layout as an address has it; nothing where it is as usual. */
export interface LayoutSearch {
  readonly columns?: string
  readonly frozen?: number
  readonly widths?: string
}

/** The names of columns in an address, and those that are none. */
export function columnsIn(given: string) {
  const names = [...new Set(given.split(','))].filter(Boolean)
  const known = names.filter((name) => Object.hasOwn(COLUMNS, name))
  const strange = names.filter((name) => !known.includes(name))
  return {
    ...(known.length > 0 ? { value: known.join(',') } : {}),
    ...(strange.length > 0 ? { wrong: strange.join(',') } : {}),
  }
}

/** How many columns stand still, as an address says. */
export function frozenIn(given: string) {
  return /^[1-9]$/.test(given) ? { value: Number(given) } : { wrong: given }
}

/** Widths as an address has them, `text:320,leads:180`, and those that are none. */
export function widthsIn(given: string) {
  const isWidth = (one: string) => {
    const [, name = '', width = ''] = /^([a-z]+):(\d{2,3})$/.exec(one) ?? []
    return Object.hasOwn(COLUMNS, name) && Number(width) >= NARROWEST && Number(width) <= WIDEST
  }
  const all = given.split(',').filter(Boolean)
  const strange = all.filter((one) => !isWidth(one))
  const known = all.filter(isWidth)
  return {
    ...(known.length > 0 ? { value: known.join(',') } : {}),
    ...(strange.length > 0 ? { wrong: strange.join(',') } : {}),
  }
}

/** The layout an address asks for. */
export function layoutOf({ columns, frozen = 0, widths = '' }: Partial<ReturnType<typeof searchOf>>): Layout {
  const named = columns?.split(',') as readonly ColumnName[] | undefined
  const shown = named?.includes('text') === false ? ['text' as const, ...named] : (named ?? USUAL)
  const set = widths
    .split(',')
    .filter(Boolean)
    .map((one) => one.split(':'))
  return {
    shown,
    frozen: Math.min(frozen, shown.length),
    widths: Object.fromEntries(set.map(([name, width]) => [name, Number(width)])),
  }
}

/** A layout as an address has it. */
export function searchOf({ shown, frozen, widths }: Layout): {
  readonly [Name in keyof LayoutSearch]-?: LayoutSearch[Name] | undefined
} {
  const columns = shown.join(',')
  const set = shown.flatMap((name) => (widths[name] === undefined ? [] : [`${name}:${widths[name]}`]))
  return {
    columns: columns === USUAL.join(',') ? undefined : columns,
    frozen: frozen > 0 ? frozen : undefined,
    widths: set.length > 0 ? set.join(',') : undefined,
  }
}

/** The same with a column shown or not; the text stays. */
export function turned(layout: Layout, name: ColumnName): Layout {
  if (name === 'text') return layout
  const isShown = layout.shown.includes(name)
  const shown = isShown ? layout.shown.filter((each) => each !== name) : [...layout.shown, name]
  return { ...layout, shown, frozen: Math.min(layout.frozen, shown.length) }
}

/** The same with a column at another place, from 0. */
export function placed(layout: Layout, name: ColumnName, place: number): Layout {
  if (!layout.shown.includes(name) || place < 0 || place >= layout.shown.length) return layout
  const shown = layout.shown.filter((each) => each !== name)
  return { ...layout, shown: [...shown.slice(0, place), name, ...shown.slice(place)] }
}

/** The same with a column as wide as that, within what can be read and held. */
export function widened(layout: Layout, name: ColumnName, width: number): Layout {
  const kept = Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)))
  return { ...layout, widths: { ...layout.widths, [name]: kept } }
}

/** The width of a column, in pixels; null where it takes what is left. A column that stands still has one. */
export function widthOf({ shown, frozen, widths }: Layout, name: ColumnName): number | null {
  const set = widths[name]
  if (set !== undefined) return set
  return name === 'text' && shown.indexOf(name) >= frozen ? null : COLUMNS[name]
}

/** Where a column that stands still begins, in pixels from the left; null for those that move. */
export function stillAt(layout: Layout, index: number): number | null {
  if (index >= layout.frozen) return null
  return layout.shown.slice(0, index).reduce((sum, name) => sum + (widthOf(layout, name) ?? 0), 0)
}

/** The least width of the whole table, in pixels. */
export function leastWidth(layout: Layout): number {
  return layout.shown.reduce((sum, name) => sum + (widthOf(layout, name) ?? 200), 0)
}
