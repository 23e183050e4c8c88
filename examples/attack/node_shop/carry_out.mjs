// Right: what is about to be done is committed before the call goes out, and what came of it in a commit
// of its own. Whoever comes back goes on from there.
import { charge } from './charge.mjs';

const running = new Map();  // one at a time for each order

export function carryOut(pool, stripe, order, amount) {
  if (!running.has(order)) {
    running.set(order, work(pool, stripe, order, amount).finally(() => running.delete(order)));
  }
  return running.get(order);
}

async function work(pool, stripe, order, amount) {
  await pool.query(`insert into orders (name, amount, state) values ($1, $2, 'attempting')
                    on conflict do nothing`, [order, amount]);
  const one = async (sql, ...values) => (await pool.query(sql, [order, ...values])).rows[0];
  const known = await one('select * from orders where name = $1');
  if (known.state !== 'attempting') return known;
  try {
    const asked = { ...known.notes, order, amount: known.amount, currency: 'eur' };
    await charge(stripe, asked, (more) =>
      one('update orders set notes = notes || $2 where name = $1', JSON.stringify(more)));
  } catch (error) {
    if (error.type === 'StripeCardError') {
      return one("update orders set state = 'declined' where name = $1 returning *");
    }
    console.log(`${order}: ${error.message}`);
    return known;  // still attempting
  }
  return one("update orders set state = 'paid' where name = $1 returning *");
}
