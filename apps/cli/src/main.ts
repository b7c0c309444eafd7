/** The command line: `handclasp read`, `ledger verify`, `ledger rebuild`, `files sweep`, `members reset`, `serve`. */
import { both } from '@handclasp/server/sentences'

const USAGE = `handclasp read FILE… [--published YYYY-MM-DD] [--json]   读文本，列出读出项 · read texts, list what was found
handclasp read FILE… --explain [--words] [--article N]     在句子下画出读出项、规则与词表的词 · draw under each sentence
                                                          what was found, by which rules, from which words
handclasp read --ndjson < IN > OUT                        过滤器：每行 {"id","text","published"?} · filter, one object a line
handclasp ledger verify [--demonstration] [--json]        核对账本 · verify the ledger
handclasp ledger rebuild [--demonstration] [--json]       由条目重算台账 · make the ledger anew from its entries
handclasp files sweep [--remove] [--hours 24] [--demonstration] [--json]
                                                          清理无人引用的附件 · sweep files that nothing refers to
handclasp members reset NAME [--second-factor] [--demonstration]
                                                          为忘了密码的人开一个链接 · a link for a new password
handclasp serve [--demonstration] [FILE…]                 启动，同 npm start · start, as npm start`

/** Runs a command; resolves to its exit code. Each is loaded when it is asked for: reading needs no database. */
export async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args
  switch (command) {
    case 'read':
      return (await import('./read.ts')).read(rest)
    case 'ledger':
      if (rest[0] === 'verify') return (await import('./ledger.ts')).ledgerVerify(rest.slice(1))
      if (rest[0] === 'rebuild') return (await import('./ledger.ts')).ledgerRebuild(rest.slice(1))
      break
    case 'files':
      if (rest[0] === 'sweep') return (await import('./files.ts')).filesSweep(rest.slice(1))
      break
    case 'members':
      if (rest[0] === 'reset') return (await import('./members.ts')).membersReset(rest.slice(1))
      break
    case 'serve':
      return (await import('@handclasp/server')).start(rest)
    case 'help':
    case '--help':
    case undefined:
      console.log(USAGE)
      return 0
    default:
      break
  }
  console.error(both(`没有这个命令：${args.join(' ')}`, `There is no such command: ${args.join(' ')}`))
  console.error(USAGE)
  return 2
}
