import { readFileSync } from 'node:fs'
import { canonical, type Json, type StoredEntry } from '@handclasp/domain'
import { expect, it } from 'vitest'
import { digest, payloadDigest } from './chain.ts'
import { verifierOf } from './signing.ts'

interface Sample {
  readonly entry: Omit<StoredEntry, 'header'>
  readonly publicKey: string
}

it('[L1] [L3] [L5] [L42] entries stored long ago still verify, byte by byte', () => {
  const path = new URL('../../domain/samples/entries.ndjson', import.meta.url)
  const samples = readFileSync(path, 'utf8').trim().split('\n')
  expect(samples.length).toBeGreaterThan(17)
  for (const line of samples) {
    const { entry, publicKey } = JSON.parse(line) as Sample
    const { text, hash, signature, content } = entry
    expect(canonical(JSON.parse(text) as Json)).toBe(text)
    expect(digest(text)).toBe(hash)
    expect(verifierOf(publicKey)(text, signature)).toBe(true)
    const { payload } = JSON.parse(text) as { payload: string }
    expect(payloadDigest(content?.salt ?? '', content?.payload ?? '')).toBe(payload)
  }
})
