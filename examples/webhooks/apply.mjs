// Right: what an event says is set and never added, under the name of what it is about and not of the
// event. So it may come twice, late, before its order and in any order.
const now = () => Date.now() / 1000;
export const is_fresh = (time) => Math.abs(now() - time) <= 300;

export function apply(store, type, object) {
  const name = object.metadata.order_id;
  const order = store.get(name) ?? { order: name };
  if (type === 'payment_intent.succeeded') {
    store.put({ ...order, payments: { ...order.payments, [object.id]: object.amount_received } });
  } else if (type === 'charge.refunded') {
    const refunds = { ...order.refunds };
    refunds[object.id] = Math.max(refunds[object.id] ?? 0, object.amount_refunded);
    store.put({ ...order, refunds });
  }
  return true;
}

const sum = (amounts = {}) => Object.values(amounts).reduce((all, one) => all + one, 0);
export function read(order) {
  const credited = sum(order.payments), refunded = sum(order.refunds);
  const state = refunded > 0 && refunded >= credited ? 'refunded' : credited > 0 ? 'paid' : 'open';
  return { order: order.order, amount: order.amount, credited, refunded, state };
}
