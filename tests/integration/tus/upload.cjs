// Uploads a file with the ordinary tus client of npm, as a stranger's program would: it signs the
// creation (RFC 9421) and leaves all the rest to the client. Told what to do on standard input;
// says what came of it, in one line of JSON.
'use strict'

const { createHash, createPrivateKey, sign } = require('node:crypto')
const { createReadStream, readFileSync, statSync } = require('node:fs')
const tus = require('tus-js-client')

const job = JSON.parse(readFileSync(0, 'utf8'))
// An Ed25519 seed in the wrapping that OpenSSL reads (RFC 8410).
const wrapping = Buffer.from('302e020100300506032b657004220420', 'hex')
const key = createPrivateKey({
  key: Buffer.concat([wrapping, Buffer.from(job.seed, 'hex')]),
  format: 'der',
  type: 'pkcs8',
})

function signCreation(request) {
  const url = new URL(request.getURL())
  const digest = `sha-256=:${createHash('sha256').update('').digest('base64')}:`
  const created = Math.floor(Date.now() / 1000)
  const params =
    '("@method" "@authority" "@path" "@query" "content-digest")' +
    `;created=${created};keyid="${job.vault}";alg="ed25519"`
  const base = [
    `"@method": ${request.getMethod()}`,
    `"@authority": ${url.host}`,
    `"@path": ${url.pathname}`,
    `"@query": ${url.search}`,
    `"content-digest": ${digest}`,
    `"@signature-params": ${params}`,
  ].join('\n')
  request.setHeader('Content-Digest', digest)
  request.setHeader('Signature-Input', `candour=${params}`)
  request.setHeader('Signature', `candour=:${sign(null, Buffer.from(base), key).toString('base64')}:`)
}

const seen = { POST: 0, HEAD: 0, PATCH: 0 }
let receipt = ''

function finish(outcome) {
  console.log(JSON.stringify({ ...outcome, seen, receipt }))
}

const upload = new tus.Upload(createReadStream(job.file), {
  endpoint: job.endpoint,
  uploadSize: statSync(job.file).size,
  retryDelays: Array(30).fill(100),
  httpStack: new tus.DefaultHttpStack({ ca: readFileSync(job.authority) }),
  onBeforeRequest(request) {
    seen[request.getMethod()] += 1
    if (request.getMethod() === 'POST') signCreation(request)
  },
  onAfterResponse(request, response) {
    receipt = response.getHeader('Candour-Receipt') || receipt
  },
  onError(error) {
    finish({ error: String(error) })
    process.exitCode = 1
  },
  onSuccess() {
    finish({ url: upload.url })
  },
})
upload.start()
