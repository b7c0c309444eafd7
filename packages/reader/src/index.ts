export { read } from './read.ts'
export { VERSION } from './version.ts'
