/** The process that the kill test kills: posts one acceptance after another and says which were acknowledged. */
import { writeSync } from 'node:fs'
import { openLedgerIn, openPlace, type Place } from './engines.ts'
import { accept, ACTOR, opening } from './worked.ts'

const [where, first] = process.argv.slice(2)
const place = JSON.parse(where ?? '') as Place
const ledger = await openLedgerIn(await openPlace(place), place.folder)
await ledger.post(ACTOR, opening(ledger.publicKey))
for (let number = Number(first); ; number++) {
  const posted = await ledger.post(ACTOR, accept(number))
  if (!posted.ok && posted.refusal.code !== 'finding-already-decided') throw new Error(posted.refusal.code)
  writeSync(1, `${number}\n`)
}
