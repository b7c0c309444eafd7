/** The process that the kill test kills: rebuilds, and says when it has taken some entries. */
import { writeSync } from 'node:fs'
import { openLedgerIn, openPlace, type Place } from './engines.ts'

const place = JSON.parse(process.argv[2] ?? '') as Place
const ledger = await openLedgerIn(await openPlace(place), place.folder)
await ledger.rebuild((entries) => {
  writeSync(1, `${entries}\n`)
})
