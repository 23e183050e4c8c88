// Wrong: the call goes out inside of the transaction that remembers its key, as R9e says of
// brandur/rocket-rides-atomic. A rollback, or a commit that never arrives, and both are forgotten,
// while the money has moved.
import { randomUUID } from 'node:crypto';

export async function carryOut(pool, stripe, order, amount) {
  const client = await pool.connect();
  client.on('error', (error) => console.log('the connection broke:', error.message));
  try {
    await client.query('begin');
    await client.query(`insert into orders (name, amount, state, notes) values ($1, $2, 'attempting', $3)
                        on conflict do nothing`, [order, amount, JSON.stringify({ key: randomUUID() })]);
    const { rows } = await client.query('select * from orders where name = $1 for update', [order]);
    const known = rows[0];
    if (known.state === 'attempting') {
      await stripe.paymentIntents.create(
        { amount: known.amount, currency: 'eur', payment_method: 'pm_card_visa', confirm: true,
          automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
          metadata: { order_id: order } },
        { idempotencyKey: known.notes.key },
      );
      known.state = 'paid';
      await client.query("update orders set state = 'paid' where name = $1", [order]);
    }
    await client.query('commit');
    client.release();
    return known;
  } catch (error) {
    client.release(true);  // with its transaction
    throw error;
  }
}
