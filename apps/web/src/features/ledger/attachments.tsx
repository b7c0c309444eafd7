/** Attachments 附件: the files of a package, an agreement or a text; chosen or dropped, opened, named anew, taken out. */
import type { LedgerView } from '@handclasp/api/client'
import { type Attachable, civilDayOf } from '@handclasp/domain'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { fileLink } from '../../requests/files.ts'
import { useUploads } from '../../requests/uploads.ts'
import { useMayIn } from '../../requests/session.ts'
import { Key, useKeys } from '../../ui/keys.tsx'
import { usePlace } from '../../ui/place.tsx'
import { day, size } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { AttachmentForm } from './attachment-form.tsx'
import { Dropping } from './by-hand-deeds.tsx'
import { OnTheirWay } from './on-their-way.tsx'
import './attachments.css'

type Attachment = LedgerView['attachments'][number]

interface AttachmentsProps {
  readonly ledger: LedgerView
  readonly to: Attachable
}

/** The files of one thing; of an agreement those of its texts, too. Who keeps nothing here does nothing to them. */
export function Files(props: AttachmentsProps) {
  const keeps = useMayIn(props.ledger)('keep')
  return keeps ? <Attachments {...props} /> : <AttachmentsThen {...props} />
}

function Attachments({ ledger, to }: AttachmentsProps) {
  const { say } = useWords()
  const { announce } = usePlace()
  const chooser = useRef<HTMLInputElement>(null)
  const adder = useRef<HTMLButtonElement>(null)
  const uploads = useUploads(ledger, to, (name) => announce(say('files.said', { name })))
  const choose = () => chooser.current?.click()
  useKeys(say('files.title'), [{ key: 'a', label: say('files.add'), act: choose, caps: ['A'] }])
  const drop = (event: DragEvent) => {
    // Files dropped elsewhere on the window are newspaper pages; those on this place belong to what it shows.
    event.preventDefault()
    event.stopPropagation()
    delete document.documentElement.dataset.dropping
    uploads.add([...event.dataTransfer.files])
  }
  const attached = attachedTo(ledger, to)
  return (
    <section className="files" aria-label={say('files.title')} onDrop={drop}>
      <h3 className="hh">
        {say('files.title')}
        <button type="button" className="btn small" ref={adder} onClick={choose}>
          {say('files.add')} <Key>A</Key>
        </button>
      </h3>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={say('files.add')}
        onChange={({ currentTarget }) => {
          uploads.add([...(currentTarget.files ?? [])])
          // The same file can be chosen again.
          currentTarget.value = ''
        }}
      />
      {attached.length === 0 && uploads.list.length === 0 ? <p className="note">{say('files.none')}</p> : null}
      {attached.length > 0 ? (
        <ul>
          {attached.map((attachment) => (
            <Row
              key={attachment.id}
              ledger={ledger}
              attachment={attachment}
              isOwn={attachment.to.id === to.id}
              onGone={() => adder.current?.focus()}
            />
          ))}
        </ul>
      ) : null}
      <OnTheirWay list={uploads.list} onAgain={uploads.again} onForget={uploads.forget} />
    </section>
  )
}

/** The files that were attached on a past day: to be opened, where their bytes are still kept. */
function AttachmentsThen({ ledger, to }: AttachmentsProps) {
  const { say } = useWords()
  const attached = attachedTo(ledger, to)
  if (attached.length === 0) return null
  return (
    <section className="files" aria-label={say('files.title')}>
      <h3 className="hh">{say('files.title')}</h3>
      <ul>
        {attached.map((attachment) => (
          <li key={attachment.id} data-attachment={attachment.id}>
            <File {...{ ledger, attachment }} isOwn={attachment.to.id === to.id} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What is attached to a thing, then what is attached to its texts; each as it first came. */
function attachedTo(ledger: LedgerView, to: Attachable): readonly Attachment[] {
  const texts = to.kind === 'agreement' ? ledger.texts.filter((text) => text.agreement === to.id) : []
  const places = [to.id, ...texts.map(({ id }) => id)]
  return places.flatMap((place) => ledger.attachments.filter((attachment) => attachment.to.id === place))
}

interface RowProps {
  readonly ledger: LedgerView
  readonly attachment: Attachment
  /** Is it attached to what is shown, not to a text of that? */
  readonly isOwn: boolean
  readonly onGone: () => void
}

/** A file by its name, how large it is, when it was attached, and what was noted. */
function File({ ledger, attachment, isOwn }: Omit<RowProps, 'onGone'>) {
  const { say, language } = useWords()
  const { file, name, bytes, written, note, to } = attachment
  const text = isOwn ? undefined : ledger.texts.find((each) => each.id === to.id)?.title
  return (
    <>
      <a href={fileLink(file, name)} target="_blank" rel="noopener" lang="zh-CN">
        {name}
      </a>
      <span className="note">
        {size(language, bytes)} · <time dateTime={written}>{day(language, civilDayOf(written))}</time>
        {text === undefined ? null : ` · ${say('files.ofText', { name: text })}`}
      </span>
      {note === null ? null : (
        <span className="noted" lang="zh-CN">
          {note}
        </span>
      )}
    </>
  )
}

function Row({ ledger, attachment, isOwn, onGone }: RowProps) {
  const { say } = useWords()
  const [doing, act] = useState<'name' | 'drop' | null>(null)
  const deeds = useRef<HTMLDivElement>(null)
  const { id, name } = attachment
  // Whoever was at a form goes back to the buttons in its place, once they stand there again.
  const back = useRef(false)
  useEffect(() => {
    if (doing === null && back.current) deeds.current?.querySelector('button')?.focus()
    back.current = doing !== null
  }, [doing])
  const leave = () => act(null)
  return (
    <li data-attachment={id}>
      <File {...{ ledger, attachment, isOwn }} />
      {doing === null ? (
        <div className="does" ref={deeds}>
          <button
            type="button"
            className="btn small"
            aria-label={say('files.anew.of', { name })}
            onClick={() => act('name')}
          >
            {say('files.anew')}
          </button>
          <button
            type="button"
            className="btn small"
            aria-label={say('files.drop.of', { name })}
            onClick={() => act('drop')}
          >
            {say('written.drop')}
          </button>
        </div>
      ) : null}
      {doing === 'name' ? <AttachmentForm ledger={ledger} attachment={attachment} onLeave={leave} /> : null}
      {doing === 'drop' ? (
        <Dropping ledger={ledger} of="attachment" id={id} name={name} onDone={onGone} onLeave={leave} />
      ) : null}
    </li>
  )
}
