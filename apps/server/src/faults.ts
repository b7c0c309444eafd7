/** What the terminal says where a run cannot go on: a sentence for each fault that a user can mend. */
import { hostname } from 'node:os'
import { RequestFailed } from '@handclasp/api/client'
import { assertNever, type Refusal } from '@handclasp/domain'
import { DatabaseFault, FileFault, FolderInUse, FolderNotWritable } from '@handclasp/ledger'
import { NumberInvalid, OriginInvalid, PortInvalid, SizeInvalid } from './environment.ts'
import { both, refusalSentence } from './sentences.ts'
import { PortTaken } from './serve.ts'

/** The sentence for a fault that a user can mend; null for one that is ours. */
export function faultSentence(fault: unknown): string | null {
  if (fault instanceof PortTaken) {
    const other = `HANDCLASP_PORT=${fault.port === 65_535 ? 4680 : fault.port + 1} npm start`
    return both(
      `端口 ${fault.port} 已被其他程序占用：请关闭那个程序，或换一个端口：${other}`,
      `Port ${fault.port} is taken by another program: stop that one, or choose another port: ${other}`,
    )
  }
  if (fault instanceof PortInvalid) {
    return both(
      `HANDCLASP_PORT=${fault.value} 不是端口号：请用 1 到 65535 之间的整数。`,
      `HANDCLASP_PORT=${fault.value} is not a port: use a whole number from 1 to 65535.`,
    )
  }
  if (fault instanceof OriginInvalid) {
    return both(
      `HANDCLASP_ORIGIN=${fault.value} 不对：请写浏览器里的 https 地址，不带路径，例如 https://handclasp.example.cn。`,
      `HANDCLASP_ORIGIN=${fault.value} will not do: use an https address without path: https://handclasp.example.cn`,
    )
  }
  if (fault instanceof SizeInvalid) {
    return both(
      `HANDCLASP_LARGEST_FILE=${fault.value} 不是大小：请写以 MB 计的整数，例如 4096。`,
      `HANDCLASP_LARGEST_FILE=${fault.value} is not a size: use a whole number of MB, such as 4096.`,
    )
  }
  if (fault instanceof NumberInvalid) {
    const { variable, value } = fault
    return both(
      `${variable}=${value} 不对：请用从 1 开始的整数。`,
      `${variable}=${value} will not do: use a whole number from 1 on.`,
    )
  }
  if (fault instanceof FileFault) return fileSentence(fault)
  if (fault instanceof FolderNotWritable) {
    return both(
      `数据文件夹 ${fault.folder} 无法写入：请改正其权限，或用 HANDCLASP_DATA=<文件夹> 指定另一处。`,
      `The data folder ${fault.folder} cannot be written: mend its rights, or set HANDCLASP_DATA=<folder>.`,
    )
  }
  if (fault instanceof FolderInUse) {
    const { pid, address, host } = fault.owner
    if (host !== hostname()) {
      return both(
        `数据文件夹正由另一台机器 ${host} 使用：请在那里结束携手；若那里已不在运行，删去 ${fault.folder} 里的 lock.json。`,
        `The data folder is in use by the machine ${host}: end it there; if none runs there, delete lock.json.`,
      )
    }
    return both(
      address
        ? `携手已在运行（进程 ${pid}）：请在浏览器打开 ${address} ，或先用 Ctrl-C 结束它。`
        : `携手正在启动或停止（进程 ${pid}）：请稍候再试。`,
      address
        ? `Handclasp is already running (process ${pid}): open ${address} or end it with Ctrl-C first.`
        : `Handclasp is starting or stopping (process ${pid}): try again in a moment.`,
    )
  }
  if (fault instanceof DatabaseFault) return databaseSentence(fault)
  if (fault instanceof RequestFailed && fault.problem?.refusal.code === 'run-under-way') {
    return both(
      '正在运行的携手正在核验或重算台账：请等它做完再试。',
      'The running Handclasp is verifying the ledger or making it anew: try again when that has ended.',
    )
  }
  return null
}

function fileSentence({ code, folder }: FileFault): string {
  switch (code) {
    case 'disk-full':
      return both(
        `${folder} 所在的磁盘已满：请腾出空间，再试一次。`,
        `The disk that holds ${folder} is full: make room and try again.`,
      )
    case 'files-unwritable':
      return both(
        `附件文件夹 ${folder} 无法写入：请改正其权限，或用 HANDCLASP_FILES=<文件夹> 指定另一处。`,
        `The folder of attached files ${folder} cannot be written: mend its rights, or set HANDCLASP_FILES=<folder>.`,
      )
    case 'files-of-another':
      return both(
        `${folder} 里是另一处安装的附件：请用 HANDCLASP_FILES=<文件夹> 指定本安装自己的文件夹。`,
        `${folder} holds the files of another installation: set HANDCLASP_FILES=<folder> to one of this installation.`,
      )
    default:
      return assertNever(code)
  }
}

function databaseSentence({ code, message }: DatabaseFault): string | null {
  switch (code) {
    case 'database-unreachable':
      return both(
        'DATABASE_URL 所指的 PostgreSQL 没有应答：请检查地址与服务，或去掉 DATABASE_URL 改用内置数据库。',
        'The PostgreSQL of DATABASE_URL does not answer: check address and service, or unset it for the embedded one.',
      )
    case 'database-too-old':
      return both(`${message}：请升级到 PostgreSQL 15 以上。`, `${message}: upgrade to PostgreSQL 15 or newer.`)
    case 'key-missing':
      return both(
        '这个数据库属于另一处安装，其签名密钥不在本数据文件夹：请把原来的 installation.key 放回，或换一个数据库。',
        'This database belongs to another installation: put its installation.key into the data folder, or use another',
      )
    case 'role-missing':
      return both(
        '打开台账的数据库用户不能以 handclasp_app 的身份办事：请管理员执行 create role handclasp_app nologin，' +
          '再 grant handclasp_app to 该用户。',
        'Whoever opens the ledger may not work as handclasp_app: as an administrator, create role handclasp_app ' +
          'nologin where it is missing, and grant it to that user of the database.',
      )
    case 'ledger-missing':
      return both(
        '这个数据库里没有台账，没有可核对或重算的：请检查 DATABASE_URL，或先用 npm start 开立。',
        'There is no ledger in this database to verify or rebuild: check DATABASE_URL, or run npm start first.',
      )
    case 'run-stopped':
    case 'rebuild-stopped':
      return both(
        `没有做完（${message}）：台账没有改动，原因记在数据文件夹的 server.log 里。`,
        `It did not come to its end (${message}): the ledger is as it was, and server.log has the reason.`,
      )
    case 'database-stopped':
    case 'database-fault':
      return both(
        `内置数据库无法继续（${message}）：已确认的数据都在数据文件夹里，请重新启动；若再出现，请先备份该文件夹。`,
        `The embedded database cannot go on (${message}): all acknowledged data is kept; start again, ` +
          'and should it recur, make a copy of the data folder first.',
      )
    default:
      return null
  }
}

/** The sentence for what the running server answered to a page it was handed. */
export function requestSentence(failed: RequestFailed, name: string): string {
  const refusal = failed.problem?.refusal
  if (refusal && /^text-|^paper-|^source-erased$/.test(refusal.code)) return refusalSentence(refusal as Refusal)
  const reason = refusal ? refusal.code : 'no answer'
  return both(
    `正在运行的携手没有收下 ${name}（${reason}）：请在浏览器里放入这个文件，或先用 Ctrl-C 结束它再试。`,
    `The running Handclasp did not take ${name} (${reason}): drop it in the browser, or end it and try again.`,
  )
}
