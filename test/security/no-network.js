// Preloaded into a child process (node --require): whoever asks for a network is told off, and the process fails.
const { appendFileSync } = require('node:fs');
const refuse = (what) => () => {
  appendFileSync(process.env.NETWORK_LOG, `${what}\n`);
  throw new Error(`The network was asked for: ${what}`);
};
const block = (module, names) => names.forEach((name) => { require(module)[name] = refuse(`${module}.${name}`); });

block('net', ['connect', 'createConnection']);
require('net').Socket.prototype.connect = refuse('net.Socket.connect');
block('tls', ['connect']);
block('dgram', ['createSocket']);
block('dns', ['lookup', 'resolve', 'resolve4', 'resolve6']);
block('http', ['request', 'get']);
block('https', ['request', 'get']);
block('http2', ['connect']);
globalThis.fetch = refuse('fetch');
