/** The program by which the bootstrap makes the template of an embedded database, with the tables of both rooms. */
import { migrate } from '@handclasp/accounts'
import { makeTemplate } from '@handclasp/ledger'

await makeTemplate(({ sql }) => migrate(sql))
