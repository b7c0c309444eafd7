export * from './paper.ts'
export * from './text.ts'
