/** The findings of one article, by kind. */
import type { FindingView } from '@handclasp/api/client'
import { useGradually } from '../../ui/gradually.ts'
import { useWords } from '../../words/words.tsx'
import { FindingRow, type Review } from './finding-row.tsx'
import type { Section } from './findings.ts'

/** The sections, each with its rows; a package with its branches. */
export function FindingList(props: { readonly sections: readonly Section[]; readonly review: Review }) {
  const { say } = useWords()
  const drawn = useDrawn(props.sections)
  if (props.sections.length === 0) return <p className="sentence">{say('page.nothing')}</p>
  return drawn.map((section) => (
    <section key={section.kind} className={`part of-${section.kind}`} aria-label={say(`section.${section.kind}`)}>
      <h2>
        {say(`section.${section.kind}`)}
        <Count section={section} />
      </h2>
      {section.kind === 'package' ? (
        <PackageTree section={section} review={props.review} />
      ) : (
        <ul>
          {section.findings.map((finding) => (
            <FindingRow key={finding.id} finding={finding} review={props.review} />
          ))}
        </ul>
      )}
    </section>
  ))
}

/** How many findings of a section are drawn at once, and how many more at a time. */
const FIRST = 60
const MORE = 120

/** The sections of a very long article show their beginnings first, the rest as soon as there is time. */
function useDrawn(sections: readonly Section[]): readonly Section[] {
  const longest = Math.max(0, ...sections.map(({ findings }) => findings.length))
  const drawn = useGradually(longest, FIRST, MORE)
  if (drawn === longest) return sections
  return sections.map((section) => ({ ...section, findings: section.findings.slice(0, drawn) }))
}

function Count({ section }: { readonly section: Section }) {
  const { say } = useWords()
  const n = section.findings.length
  switch (section.kind) {
    case 'event':
      return <small>{say('count.events', { n })}</small>
    case 'person':
      return <small>{say('count.people', { n })}</small>
    case 'package':
      return <small>{say('count.parts', { n: textsOf(section.findings) })}</small>
    case 'agreement':
    case 'pledge':
      return <small>{say('count.items', { n })}</small>
    default:
      return null
  }
}

/** How many texts a package has: what it says of itself. */
function textsOf(findings: readonly FindingView[]): number {
  const bundle = findings.find((finding) => finding.kind === 'package')
  return bundle?.kind === 'package' ? bundle.read.parts.reduce((sum, part) => sum + part, 0) : 0
}

/** The package as a tree: the whole on the left, the framework agreement over the departmental ones on its branches. */
function PackageTree(props: { readonly section: Section; readonly review: Review }) {
  const { say } = useWords()
  const { section, review } = props
  const bundles = section.findings.filter((finding) => finding.kind === 'package')
  return bundles.map((bundle) => {
    const branches = section.findings.filter((each) => each.kind === 'agreement' && each.package === bundle.id)
    const isFramework = (each: FindingView) => each.kind === 'agreement' && each.read.kind === 'framework'
    const frameworks = branches.filter(isFramework)
    const others = branches.filter((each) => !isFramework(each))
    return (
      <div className="tree" key={bundle.id}>
        <ul className="trunk">
          <FindingRow finding={bundle} review={review} />
        </ul>
        <ul className="br">
          {frameworks.length === 0 ? <li className="gap">{say('finding.frameworkMissing')}</li> : null}
          {[...frameworks, ...others].map((branch) => (
            <FindingRow key={branch.id} finding={branch} review={review} />
          ))}
        </ul>
      </div>
    )
  })
}
