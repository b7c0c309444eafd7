/** Files on their way: what each is doing, how far it is, and what can be done about it. */
import { assertNever } from '@handclasp/domain'
import { FileUnreadable } from '../../requests/files.ts'
import { NotAttached, type Upload, type UploadState } from '../../requests/uploads.ts'
import { Failure } from '../../ui/failure.tsx'
import { type Say, useWords } from '../../words/words.tsx'

interface DeedsProps {
  readonly onAgain: (number: number) => void
  readonly onForget: (number: number) => void
}

/** The list of them; nothing where there is none. */
export function OnTheirWay({ list, ...deeds }: DeedsProps & { readonly list: readonly Upload[] }) {
  if (list.length === 0) return null
  return (
    <ul className="on-their-way">
      {list.map((upload) => (
        <li key={upload.number}>
          <One upload={upload} {...deeds} />
        </li>
      ))}
    </ul>
  )
}

function One({ upload, onAgain, onForget }: DeedsProps & { readonly upload: Upload }) {
  const { say } = useWords()
  const { number, file, state } = upload
  const forget = () => onForget(number)
  if (state.kind === 'failed') {
    const why = notAttachedWords(say, state.error, file.name)
    if (why === null) {
      return <Failure error={state.error} of={file.name} again={() => onAgain(number)} close={forget} />
    }
    return (
      <div className="failure" role="alert">
        <span>{why}</span>
        <button type="button" className="btn bare" onClick={forget}>
          {say('refusal.close')}
        </button>
      </div>
    )
  }
  return (
    <>
      <span lang="zh-CN">{file.name}</span>
      <span className="note">{stateWords(say, state, file.size)}</span>
      <progress
        aria-label={say('files.progress', { name: file.name })}
        max={file.size}
        {...('bytes' in state ? { value: state.bytes } : {})}
      />
      <button
        type="button"
        className="btn small"
        aria-label={say('files.stop.of', { name: file.name })}
        onClick={forget}
      >
        {say('files.stop')}
      </button>
    </>
  )
}

function stateWords(say: Say, state: Exclude<UploadState, { kind: 'failed' }>, whole: number): string {
  switch (state.kind) {
    case 'waiting':
    case 'attaching':
      return say(`files.state.${state.kind}`)
    case 'hashing':
    case 'sending':
      return say(`files.state.${state.kind}`, { percent: Math.floor((state.bytes / whole) * 100) })
    default:
      return assertNever(state)
  }
}

/** Why a file was not attached; null where something else went wrong. */
function notAttachedWords(say: Say, error: unknown, name: string): string | null {
  if (error instanceof FileUnreadable) return say('files.unreadable', { name })
  if (!(error instanceof NotAttached)) return null
  if (error.code === 'too-large') return say('refusal.file-too-large', { most: Math.floor(error.most / 2 ** 20) })
  return say(`files.${error.code}`, { name })
}
