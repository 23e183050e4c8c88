// A handler of Stripe's webhooks, without packages: POST /webhooks; POST /orders {order, amount}
// makes an order known, GET /orders/ORDER tells what became of it. What an event means is a module of
// its own, so that a mistake and its correction can be compared:
//   node handler.mjs ./apply.mjs
import { createServer } from 'node:http';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { appendFileSync, existsSync, fsyncSync, openSync, readFileSync } from 'node:fs';

const { apply, is_fresh, read } = await import(process.argv[2]);
const secret = process.env.WEBHOOK_SECRET;

// The store: each order as it is now, a line a change, synced before anybody is told of it.
const file = process.env.STORE ?? './orders.jsonl';
const orders = new Map();
const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
for (const order of lines.map((line) => JSON.parse(line))) orders.set(order.order, order);
const log = openSync(file, 'a');
const store = {
  get: (name) => orders.get(name),
  put(order) {
    appendFileSync(log, JSON.stringify(order) + '\n');
    fsyncSync(log);
    orders.set(order.order, order);
  },
};

function isGenuine(header, body) {
  const parts = (header ?? '').split(',').map((one) => one.split('='));
  const time = parts.find(([name]) => name === 't')?.[1];
  const mac = createHmac('sha256', secret).update(`${time}.${body}`).digest();
  const fits = (hex) => hex.length === 64 && timingSafeEqual(Buffer.from(hex, 'hex'), mac);
  return is_fresh(Number(time)) && parts.some(([name, value]) => name === 'v1' && fits(value));
}

function answer(response, status, body = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

const server = createServer(async (request, response) => {
  if (request.method === 'GET') {
    const found = store.get(request.url.replace('/orders/', ''));
    return answer(response, found ? 200 : 404, found && read(found));
  }
  let text = '';
  for await (const part of request) text += part;
  if (request.url === '/orders') {
    const asked = JSON.parse(text);
    store.put({ ...asked, ...store.get(asked.order), known: true });
    return answer(response, 201);
  }
  if (!isGenuine(request.headers['stripe-signature'], text)) return answer(response, 400);
  const event = JSON.parse(text);
  answer(response, await apply(store, event.type, event.data.object) ? 200 : 503);
});
server.listen(Number(process.env.PORT ?? 8000), '127.0.0.1',
              () => console.log(`listening on ${server.address().port}`));
