// A small shop: POST /pay {order, amount} charges a card once, GET /orders/ORDER says what it knows.
// How it charges is a module of its own, so that a mistake and its correction can be compared:
//   node shop.mjs ./charge.mjs
import { createServer } from 'node:http';
import { appendFileSync, existsSync, readFileSync, openSync, fsyncSync } from 'node:fs';
import Stripe from 'stripe';

const { charge } = await import(process.argv[2] ?? './charge.mjs');

// The store: a line of JSON for each step of an order, synced before anybody is told of it.
const file = process.env.STORE ?? './orders.jsonl';
const orders = new Map();
const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
for (const order of lines.map((line) => JSON.parse(line))) orders.set(order.order, order);
const log = openSync(file, 'a');
function save(order) {
  appendFileSync(log, JSON.stringify(order) + '\n');
  fsyncSync(log);
  orders.set(order.order, order);
  return order;
}

const stripe = new Stripe(process.env.STRIPE_KEY ?? 'sk_test_shop', {
  host: process.env.STRIPE_HOST, port: process.env.STRIPE_PORT, protocol: 'http',
  timeout: 1000, maxNetworkRetries: 0,
});

// One at a time for each order: who asks again meanwhile waits for the same.
const running = new Map();
function pay(order, amount) {
  if (!running.has(order)) {
    const work = carryOut(order, amount).finally(() => running.delete(order));
    running.set(order, work);
  }
  return running.get(order);
}

async function carryOut(order, amount) {
  const known = orders.get(order) ?? save({ order, amount, currency: 'eur', state: 'attempting' });
  if (known.state === 'paid' || known.state === 'declined') return known;
  try {
    await charge(stripe, known, (more) => save({ ...orders.get(order), ...more }));
    return save({ ...orders.get(order), state: 'paid' });
  } catch (error) {
    console.log(`${order}: ${error.type} ${error.message}`);
    if (error.type !== 'StripeCardError') return orders.get(order);  // nobody knows yet
    return save({ ...orders.get(order), state: 'declined' });
  }
}

const statuses = { paid: 200, declined: 402, attempting: 202 };
function answer(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

createServer(async (request, response) => {
  if (request.url === '/healthz') return answer(response, 200, { status: 'ok' });
  if (request.method === 'GET') {
    const found = orders.get(decodeURIComponent(request.url.replace('/orders/', '')));
    return answer(response, found ? 200 : 404, found ?? {});
  }
  let text = '';
  for await (const part of request) text += part;
  const { order, amount } = JSON.parse(text);
  const done = await pay(order, amount);
  answer(response, statuses[done.state], done);
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
