// Sends what a program says to hosts of the world to one of this machine instead, without TLS:
//   NODE_OPTIONS="--require redirect.cjs" ASSAY_REDIRECT="api.example.com=127.0.0.1:8480"
// A host that is not named there is refused, and named. For Node; nothing of the program changes.
const net = require('node:net');
const tls = require('node:tls');

const routes = new Map((process.env.ASSAY_REDIRECT ?? '').split(',').map((one) => one.split('=')));
const connect = net.connect;

tls.connect = (...given) => {
  const options = typeof given[0] === 'object' ? given[0] : { port: given[0], host: given[1] };
  const told = given.find((one) => typeof one === 'function');
  const name = options.servername || options.host;
  const route = routes.get(name) ?? routes.get(options.host);
  if (!route) {
    console.error(`redirect: ${name} is not one of ${[...routes.keys()].join(', ')}`);
    return connect({ host: '127.0.0.1', port: 1 });
  }
  const [host, port] = route.split(':');
  const socket = connect({ host, port: Number(port) });
  Object.assign(socket, {
    authorized: true, encrypted: true, alpnProtocol: false, getPeerCertificate: () => ({}),
    getCipher: () => ({}), getProtocol: () => 'TLSv1.3', getSession: () => undefined,
    isSessionReused: () => false, setServername() {},
  });
  if (told) socket.once('secureConnect', told);
  socket.once('connect', () => socket.emit('secureConnect'));
  return socket;
};
require('node:module').syncBuiltinESMExports();
