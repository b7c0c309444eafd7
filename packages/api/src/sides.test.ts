import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, engines, openPlace, type Place } from '@handclasp/ledger/engines'
import type { CooperationView } from './contract.ts'
import { trial } from './trial.ts'

describe.each(engines())('the sides of a cooperation on $name', (engine) => {
  let place: Place
  let database: Database
  let served: Awaited<ReturnType<typeof trial>>
  const faults: unknown[] = []

  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
    served = await trial(database, place, faults)
  })
  afterAll(async () => {
    expect(faults).toEqual([])
    await database.close()
    await engine.drop(place)
  })
  const region = (name: string) => ({ name, code: null })
  const begin = async (...names: readonly string[]) => {
    const input = { sides: names.map((name) => [region(name)]), own: 0 }
    return (await served.send<CooperationView>('/cooperations', input)).body
  }

  it('[L70] are proposed, answered by each and joined, through the front door', async () => {
    const { id, sides } = await begin('霁原省', '翎川省')
    const [own, other] = sides.map((side) => side.id)
    await served.send(`/cooperations/${id}/hosted`, { side: other })
    const proposal = { regions: [region('汐州')], institution: null, note: '三地共建' }
    const proposed = await served.send<CooperationView>(`/cooperations/${id}/sides`, proposal)
    expect(proposed).toMatchObject({ status: 200, body: { sides: [{ id: own }, { id: other }] } })
    const [addition] = proposed.body.additions
    expect(addition).toMatchObject({ side: { mark: '汐' }, note: '三地共建', open: true })
    const say = (side: string | undefined, stance: string) =>
      served.send<CooperationView>(`/cooperations/${id}/sides/${addition?.version}/answers`, {
        side,
        stance,
        note: null,
      })
    await say(other, 'accepted')
    const joined = await say(addition?.side.id, 'accepted')
    expect(joined.body).toMatchObject({ name: '霁翎汐合作', sides: [{ mark: '霁' }, { mark: '翎' }, { mark: '汐' }] })
    expect(joined.body.hosted).toContain(addition?.side.id)
    expect(await say(other, 'accepted')).toMatchObject({ status: 409, body: { refusal: { code: 'already-said' } } })
  })

  it('[L70] refuse a region that is on a side, and one without a name', async () => {
    const { id } = await begin('澜江省', '峦北省')
    const propose = (regions: readonly object[]) =>
      served.send(`/cooperations/${id}/sides`, { regions, institution: null, note: null })
    expect(await propose([region('峦北省')])).toMatchObject({
      status: 422,
      body: { refusal: { code: 'region-on-two-sides', region: '峦北省' } },
    })
    expect(await propose([])).toMatchObject({ status: 422, body: { refusal: { code: 'side-unnamed' } } })
  })

  it('are let in once where two ask for it at the same time', async () => {
    const { id, sides } = await begin('岚东省', '沅西省')
    const ask = () => served.send<CooperationView>(`/cooperations/${id}/hosted`, { side: sides[1]?.id })
    for (const { status, body } of await Promise.all([ask(), ask(), ask()])) {
      expect(status).toBe(200)
      expect(body.hosted).toHaveLength(2)
    }
  })
})
