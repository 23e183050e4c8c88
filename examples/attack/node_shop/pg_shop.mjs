// The same shop on PostgreSQL. How an order is carried out is a module of its own, so that a mistake and
// its correction can be compared:
//   node pg_shop.mjs ./carry_out.mjs
import { createServer } from 'node:http';
import pg from 'pg';
import Stripe from 'stripe';

const { carryOut } = await import(process.argv[2] ?? './carry_out.mjs');
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 4,
                           connectionTimeoutMillis: 1000 });
pool.on('error', (error) => console.log('an idle connection broke:', error.message));
const stripe = new Stripe(process.env.STRIPE_KEY ?? 'sk_test_shop', {
  host: process.env.STRIPE_HOST, port: process.env.STRIPE_PORT, protocol: 'http',
  timeout: 1000, maxNetworkRetries: 0,
});

const statuses = { paid: 200, declined: 402, attempting: 202 };
function answer(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function respond(request, response) {
  if (request.url === '/healthz') {
    await pool.query('select 1');
    return answer(response, 200, { status: 'ok' });
  }
  if (request.method === 'GET') {
    const name = decodeURIComponent(request.url.replace('/orders/', ''));
    const { rows } = await pool.query('select * from orders where name = $1', [name]);
    return answer(response, rows.length ? 200 : 404, rows[0] ?? {});
  }
  let text = '';
  for await (const part of request) text += part;
  const { order, amount } = JSON.parse(text);
  const done = await carryOut(pool, stripe, order, amount);
  answer(response, statuses[done.state], done);
}

createServer((request, response) => {
  respond(request, response).catch((error) => {  // nobody knows: the client may ask again
    console.log(error.message);
    answer(response, 503, { error: error.message });
  });
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
