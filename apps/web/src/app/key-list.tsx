import { useEffect } from 'react'
import { Dialog, Heading, Label, Modal, ModalOverlay, Radio, RadioGroup, Switch } from 'react-aria-components'
import { useKeyList } from '../ui/keys.tsx'
import { usePreference } from '../ui/preference.ts'
import { useWords } from '../words/words.tsx'

const THEMES = ['system', 'light', 'dark'] as const

/** All keys in force, and the choices of how the screens look and listen. */
export function KeyList(props: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const { say } = useWords()
  const { groups, letters, switchLetters } = useKeyList()
  return (
    <ModalOverlay className="veil" isDismissable isOpen={props.open} onOpenChange={props.onOpenChange}>
      <Modal className="sheet-over">
        <Dialog className="key-list">
          <Heading slot="title">{say('keys.all')}</Heading>
          <div className="groups">
            {groups.map((group) => (
              <section key={group.title} aria-label={group.title}>
                <h3>{group.title}</h3>
                <dl>
                  {group.bindings.map((binding) => (
                    <div key={binding.key}>
                      <dt>
                        {binding.key
                          .split(/[ +]/)
                          .map(cap)
                          .map((each) => (
                            <kbd key={each}>{each}</kbd>
                          ))}
                      </dt>
                      <dd>{binding.label}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
          <div className="choices">
            <Switch isSelected={letters} onChange={switchLetters} className="switch">
              <span className="track" aria-hidden="true" />
              {say('keys.letters')}
            </Switch>
            <p className="note">{say('keys.letters.note')}</p>
            <ThemeChoice />
          </div>
          <button type="button" className="btn" onClick={() => props.onOpenChange(false)}>
            {say('keys.close')} <kbd aria-hidden="true">Esc</kbd>
          </button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function ThemeChoice() {
  const { say } = useWords()
  const [theme, choose] = usePreference('theme', THEMES, 'system')
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
  const change = (value: string) => choose(THEMES.find((each) => each === value) ?? 'system')
  return (
    <RadioGroup className="radios" orientation="horizontal" value={theme} onChange={change}>
      <Label>{say('keys.theme')}</Label>
      {THEMES.map((each) => (
        <Radio key={each} value={each}>
          {say(`keys.theme.${each}`)}
        </Radio>
      ))}
    </RadioGroup>
  )
}

const CAPS: Readonly<Record<string, string>> = { Escape: 'Esc' }

function cap(key: string): string {
  if (key.length === 1) return key.toUpperCase()
  return CAPS[key] ?? key
}
