// Asks npm packages about what ours.py wrote (stdin), lets them make documents of their own, and prints the record (stdout).
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import canonicalize from 'canonicalize'
import { crypto, dsse } from '@sigstore/core'

const require = createRequire(import.meta.url)
const { verifyCheckpoint } = require('./node_modules/@sigstore/verify/dist/tlog/checkpoint.js')
const { verifyMerkleInclusion } = require('./node_modules/@sigstore/verify/dist/tlog/merkle.js')

// xorshift32: the record is the same whenever it is made.
let state = 20261125
function random (below) {
  state ^= state << 13
  state ^= state >>> 17
  state ^= state << 5
  return (state >>> 0) % below
}

function randomNumber () {
  const view = new DataView(new ArrayBuffer(8))
  do {
    view.setUint32(0, random(2 ** 32))
    view.setUint32(4, random(2 ** 32))
    // Half of them near 1, where people's numbers are and where exponents start and end to be written.
    if (random(2)) view.setUint16(0, (random(2) << 15) | ((0x3ff + random(160) - 80) << 4) | random(16))
  } while (!Number.isFinite(view.getFloat64(0)))
  return view.getFloat64(0)
}

function randomText () {
  const ranges = [[0, 0x20], [0x20, 0x5f], [0x7f, 0x21], [0x100, 0x1000], [0xe000, 0x1ffe], [0x10000, 0x100000]]
  let text = ''
  for (let left = random(6); left > 0; left--) {
    const [start, count] = ranges[random(ranges.length)]
    text += String.fromCodePoint(start + random(count))
  }
  return text
}

function randomDocument (depth) {
  switch (random(depth ? 7 : 5)) {
    case 0: return [null, true, false][random(3)]
    case 1: return random(2 ** 32) * (random(2) ? 1 : -1) * (random(2) ? 1 : 2 ** 21)
    case 2: return randomNumber()
    case 3: case 4: return randomText()
    case 5: return Array.from({ length: random(5) }, () => randomDocument(depth - 1))
    default: return Object.fromEntries(Array.from({ length: random(6) }, () => [randomText(), randomDocument(depth - 1)]))
  }
}

function accepts (check) {
  try {
    check()
    return true
  } catch (error) {
    if (error.code !== 'TLOG_INCLUSION_PROOF_ERROR') throw error
    return false
  }
}

const ours = JSON.parse(readFileSync(0, 'utf8'))
const bytes = (text) => Buffer.from(text, 'base64')
const log = {
  logID: bytes(ours.log.keyHash),
  baseURL: ours.log.name,
  publicKey: crypto.createPublicKey(bytes(ours.log.spki))
}
const opens = (note) => accepts(() => verifyCheckpoint({ inclusionProof: { checkpoint: { envelope: note } } }, [log]))
const proves = ({ entry, index, size, root, hashes }) => accepts(() => verifyMerkleInclusion(
  { canonicalizedBody: bytes(entry), inclusionProof: { logIndex: index, hashes: hashes.map(bytes) } },
  { logSize: size, logHash: bytes(root) }
))
const versions = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version
const documents = Array.from({ length: 300 }, () => randomDocument(4))
const numbers = Array.from({ length: 300 }, randomNumber)

const record = {
  made_with: Object.fromEntries([
    ['node', process.versions.node],
    ...['@sigstore/core', '@sigstore/verify', 'canonicalize'].map((name) => [name, versions(name)])
  ]),
  canonical: [...documents, ...numbers].map((value) => [JSON.stringify(value), canonicalize(value)]),
  envelopes: ours.envelopes.map(([type, payload]) => [type, payload, dsse.preAuthEncoding(type, bytes(payload)).toString('base64')]),
  log: ours.log,
  checkpoints: ours.checkpoints.map((note) => [note, opens(note)]),
  proofs: ours.proofs.map((proof) => [proof, proves(proof)])
}
const lines = Object.entries(record).map(([name, value]) => Array.isArray(value)
  ? `${JSON.stringify(name)}: [\n${value.map((item) => JSON.stringify(item)).join(',\n')}\n]`
  : `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
process.stdout.write(`{\n${lines.join(',\n')}\n}\n`)
