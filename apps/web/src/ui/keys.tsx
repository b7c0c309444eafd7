/**
 * The keyboard: screens say which keys they answer to while they stand, the foot of the page shows them, and the list
 * of all keys is made from the same. Single letters act outside fields only, and can be switched off.
 */
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { keep, kept } from './preference.ts'

/** One key and what it does. `label` is a sentence's worth of words, already in the reader's language. */
export interface KeyBinding {
  /** As `KeyboardEvent.key` has it, letters in lower case; `g r` is `g`, then `r`; `Shift+a` is a capital A. */
  readonly key: string
  readonly label: string
  /** Without it the key is the browser's own and is only named. */
  readonly act?: () => void
  /** Acts once, however long the key is held. */
  readonly once?: boolean
  /** How the foot of the page shows it; without it the key stands in the list of all keys alone. */
  readonly caps?: readonly string[]
  readonly short?: string
}

interface Group {
  readonly title: string
  readonly bindings: readonly KeyBinding[]
}

/** Holds the groups of keys in force, newest last. */
class Keyboard {
  #groups: readonly Group[] = []
  #letters = kept('letters') !== 'off'
  #listeners = new Set<() => void>()
  #prefix: { readonly key: string; readonly at: number } | null = null

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly groups = () => this.#groups
  readonly letters = () => this.#letters

  add(group: Group): () => void {
    this.#groups = [...this.#groups, group]
    this.#tell()
    return () => {
      this.#groups = this.#groups.filter((each) => each !== group)
      this.#tell()
    }
  }

  switchLetters(on: boolean): void {
    this.#letters = on
    keep('letters', on ? 'on' : 'off')
    this.#tell()
  }

  readonly press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const key = keyOf(event)
    if (isField(event.target) || document.querySelector('[role=dialog]')) return
    if (!this.#letters && isLetter(key)) return
    const prefix = this.#prefix && event.timeStamp - this.#prefix.at < 1500 ? `${this.#prefix.key} ` : ''
    const bindings = [...this.#groups].reverse().flatMap((group) => group.bindings)
    const binding = bindings.find((each) => each.key === prefix + key)
    const opens = bindings.some((each) => each.key.startsWith(`${key} `))
    this.#prefix = prefix === '' && opens ? { key, at: event.timeStamp } : null
    if (!binding?.act || (key === 'Enter' && isControl(event.target))) return
    event.preventDefault()
    if (!event.repeat || !binding.once) binding.act()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** An input method that swallows letters still tells which key was pressed; its full-width signs count as ours. */
function keyOf(event: KeyboardEvent): string {
  if (event.key === 'Process' && event.code.startsWith('Key')) {
    const letter = event.code.slice(3).toLowerCase()
    return event.shiftKey ? `Shift+${letter}` : letter
  }
  if (event.key === '\uff1f') return '?'
  if (event.key === '\u3010') return '['
  if (event.key === '\u3011') return ']'
  if (event.shiftKey && /^[a-z]$/i.test(event.key)) return `Shift+${event.key.toLowerCase()}`
  return event.key.length === 1 ? event.key.toLowerCase() : event.key
}

function isLetter(key: string): boolean {
  return key.length === 1 || key.startsWith('Shift+')
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['radio', 'checkbox', 'button', 'file'].includes(target.type)
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a[href], summary, [role=tab]') !== null
}

const KeyboardContext = createContext<Keyboard | null>(null)

/** Listens to the keyboard for all that stands inside. */
export function KeyboardProvider({ children }: { readonly children: ReactNode }) {
  const [keyboard] = useState(() => new Keyboard())
  useEffect(() => {
    window.addEventListener('keydown', keyboard.press)
    return () => window.removeEventListener('keydown', keyboard.press)
  }, [keyboard])
  return <KeyboardContext value={keyboard}>{children}</KeyboardContext>
}

function useKeyboard(): Keyboard {
  const keyboard = use(KeyboardContext)
  if (keyboard === null) throw new Error('useKeys stands outside KeyboardProvider')
  return keyboard
}

/** Answers to some keys while the caller stands. The bindings may be made anew at every render. */
export function useKeys(title: string, bindings: readonly KeyBinding[]): void {
  const keyboard = useKeyboard()
  const latest = useRef(bindings)
  // Before it is painted: a key pressed on what was just drawn acts on that, and not on what stood there before.
  useLayoutEffect(() => {
    latest.current = bindings
  })
  const told = JSON.stringify([title, bindings.map(({ act, ...shown }) => ({ ...shown, acts: act !== undefined }))])
  useEffect(() => {
    const [heading, shown] = JSON.parse(told) as [
      string,
      readonly (Omit<KeyBinding, 'act'> & { readonly acts: boolean })[],
    ]
    const act = (key: string) => latest.current.find((each) => each.key === key)?.act?.()
    return keyboard.add({
      title: heading,
      bindings: shown.map(({ acts, ...each }) => (acts ? { ...each, act: () => act(each.key) } : each)),
    })
  }, [keyboard, told])
}

/** The groups of keys in force, and whether single letters act. */
export function useKeyList() {
  const keyboard = useKeyboard()
  const groups = useSyncExternalStore(keyboard.subscribe, keyboard.groups)
  const letters = useSyncExternalStore(keyboard.subscribe, keyboard.letters)
  return useMemo(
    () => ({ groups, letters, switchLetters: (on: boolean) => keyboard.switchLetters(on) }),
    [groups, letters, keyboard],
  )
}

/** One key cap. */
export function Key({ children }: { readonly children: ReactNode }) {
  return <kbd aria-hidden="true">{children}</kbd>
}
