/** Turns: of those who want the same thing at once, each waits for the one before. */

/**
 * Lets work on one name be done by one after another, in the order it was asked for; what is done on others goes on
 * beside it. The database has the last word on who may write: this keeps those who would only wait for it from holding
 * a connection meanwhile, which others need.
 */
export function turns(): <Result>(name: string, work: () => Promise<Result>) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>()
  return async (name, work) => {
    const before = last.get(name) ?? Promise.resolve()
    const mine = before.then(work)
    const over = mine.catch(() => null)
    last.set(name, over)
    try {
      return await mine
    } finally {
      if (last.get(name) === over) last.delete(name)
    }
  }
}
