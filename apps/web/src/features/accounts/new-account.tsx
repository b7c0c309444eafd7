/** The fields of a new account: login name, name, password. */
import { useWords } from '../../words/words.tsx'
import { NewPasswordField, TextField } from './fields.tsx'
import { strengthOf } from './password.ts'

/** An account as it is typed. */
export interface NewAccount {
  readonly loginName: string
  readonly name: string
  readonly password: string
}

/** An account nobody has typed yet. */
export const NO_ACCOUNT: NewAccount = { loginName: '', name: '', password: '' }

/** A field in which something is not right yet. */
export type WrongField = keyof NewAccount | null

const LOGIN_NAME = /^[\p{L}\p{N}._-]{2,64}$/u

/** The first field in which something is not right yet. */
export function wrongIn({ loginName, name, password }: NewAccount): WrongField {
  if (!LOGIN_NAME.test(loginName.trim())) return 'loginName'
  if (name.trim() === '') return 'name'
  return strengthOf(password, loginName).isTaken ? null : 'password'
}

/** An account as it is sent. */
export function accountOf({ loginName, name, password }: NewAccount): NewAccount {
  return { loginName: loginName.trim(), name: name.trim(), password }
}

/** The three fields; `wrong` says why one of them is not right. */
export function AccountFields(props: {
  readonly account: NewAccount
  readonly wrong: WrongField
  readonly autoFocus?: boolean
  readonly onWrite: (account: NewAccount) => void
}) {
  const { say } = useWords()
  const { account, wrong, autoFocus = false, onWrite } = props
  const told = (field: keyof NewAccount) => (wrong === field ? say(`account.wrong.${field}`) : null)
  return (
    <>
      <TextField
        label={say('account.loginName')}
        value={account.loginName}
        onWrite={(loginName) => onWrite({ ...account, loginName })}
        autoComplete="username"
        autoFocus={autoFocus}
        longest={64}
        hint={say('account.loginName.hint')}
        wrong={told('loginName')}
      />
      <TextField
        label={say('account.name')}
        value={account.name}
        onWrite={(name) => onWrite({ ...account, name })}
        autoComplete="name"
        longest={100}
        hint={say('account.name.hint')}
        wrong={told('name')}
        lang="zh-CN"
      />
      <NewPasswordField
        label={say('account.password')}
        loginName={account.loginName}
        value={account.password}
        onWrite={(password) => onWrite({ ...account, password })}
        wrong={told('password')}
      />
    </>
  )
}
