export { read } from './read.ts'
export { VERSION } from './version.ts'
export { type MarkedWord, type WordKind, type Workings, workingsOf } from './workings.ts'
