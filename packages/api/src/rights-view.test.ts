import { ADMINISTRATIONS, ROLES } from '@handclasp/domain'
import { describe, expect, it } from 'vitest'
import { mayTake } from './caller.ts'
import type { Holder } from './contract.ts'
import { callerAs, rightsView } from './rights-view.ts'
import { type RouteRight, ROUTES } from './routes.ts'

const HOLDERS: readonly Holder[] = [...ROLES, ...ADMINISTRATIONS, 'founder', 'operator']

describe('the table that is shown', () => {
  const table = rightsView()
  const rights = table.flatMap((group) => group.rights)

  it('has every right once, and under it every route that takes it', () => {
    expect(new Set(rights.map(({ right }) => right)).size).toBe(rights.length)
    const shown = rights.flatMap(({ right, routes }) => routes.map((route) => `${route} takes ${right}`))
    const held = Object.entries(ROUTES).flatMap(([route, { right, drafted }]) => [
      `${route} takes ${right}`,
      ...(drafted ? [`${route}?draft=1 takes ${drafted}`] : []),
    ])
    expect(shown.toSorted()).toEqual(held.toSorted())
  })

  it('leaves out nobody who has a right of a group', () => {
    for (const { of, among, rights: inGroup } of table.filter((group) => group.of !== 'everybody')) {
      for (const { right, holders } of inGroup) {
        const all = HOLDERS.filter((holder) => mayTake(callerAs(holder), right as RouteRight))
        expect(all.toSorted(), `${of} ${right}`).toEqual(holders.toSorted())
        expect(among).toEqual(expect.arrayContaining(all))
      }
    }
  })

  it('says what the first member and the operator may', () => {
    const of = (holder: Holder) => rights.filter(({ holders }) => holders.includes(holder)).map(({ right }) => right)
    const overPages = ['see-pages', 'keep-pages', 'open']
    expect(of('founder')).toEqual(overPages)
    expect(of('operator')).toEqual([...overPages, 'verify', 'maintain', 'appoint', 'guard', 'anybody', 'signed-in'])
    expect(of('nobody')).toEqual(['anybody'])
  })
})
