/** The words of the screens: which language they are in, and how a message becomes a sentence. */
import { type Messages, setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { createContext, type ReactNode, use, useLayoutEffect, useMemo } from 'react'
import { usePreference } from '../ui/preference.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

/** The languages of the screens. */
export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
/** A key of the catalogues. */
export type WordKey = keyof typeof zhCN

/** The keys of messages that ask for no values. */
export type PlainKey = { [Key in WordKey]: Places<(typeof zhCN)[Key]> extends never ? Key : never }[WordKey]

/** Is there a message under a name that came from elsewhere, and does it ask for no values? */
export function isWordKey(name: string): name is PlainKey {
  return Object.hasOwn(zhCN, name) && !zhCN[name as WordKey].includes('{')
}

type Before<Name extends string> = Name extends `${infer Key},${string}` ? Key : Name
/** The values a message asks for. The Chinese messages have only plain places, so their types tell. */
type Places<Message extends string> = Message extends `${string}{${infer Name}}${infer Rest}`
  ? Before<Name> | Places<Rest>
  : never
type Values<Key extends WordKey> = [Places<(typeof zhCN)[Key]>] extends [never]
  ? []
  : [values: Readonly<Record<Places<(typeof zhCN)[Key]>, string | number>>]

/** Says a message in the language chosen. */
export type Say = <Key extends WordKey>(key: Key, ...values: Values<Key>) => string

/** What `useWords` gives. */
export interface Words {
  readonly say: Say
  readonly language: Language
  readonly choose: (language: Language) => void
}

const catalogues: { readonly [Name in Language]: () => Messages } = {
  'zh-CN': () => compiled(zhCN),
  en: () => compiled(en),
}

function compiled(catalogue: Readonly<Record<string, string>>): Messages {
  return Object.fromEntries(Object.entries(catalogue).map(([key, message]) => [key, compileMessage(message)]))
}

/** `Say` for one language. */
export function sayIn(language: Language): Say {
  const i18n = setupI18n({ locale: language, messages: { [language]: catalogues[language]() } })
  return (key, ...values) => i18n._(key, values[0])
}

const WordsContext = createContext<Words | null>(null)

/** Gives the screens their words, and the document its language. The choice is kept in this browser. */
export function WordsProvider({ children }: { readonly children: ReactNode }) {
  const [language, choose] = usePreference('language', LANGUAGES, preferred())
  const words = useMemo(() => ({ say: sayIn(language), language, choose }), [language, choose])
  useLayoutEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return <WordsContext value={words}>{children}</WordsContext>
}

function preferred(): Language {
  return navigator.language.startsWith('zh') || !navigator.language.startsWith('en') ? 'zh-CN' : 'en'
}

/** The words of the language chosen. */
export function useWords(): Words {
  const words = use(WordsContext)
  if (words === null) throw new Error('useWords stands outside WordsProvider')
  return words
}
