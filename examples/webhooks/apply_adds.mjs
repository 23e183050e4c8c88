// Wrong, in five ways that are each somebody's: an event is applied as often as it comes, its order
// must be known already, a sum so far is added, the last event decides, and a signature never ages.
export const is_fresh = () => true;

export function apply(store, type, object) {
  const order = store.get(object.metadata.order_id);
  if (!order) return true;  // not one of ours
  if (type === 'payment_intent.succeeded') {
    store.put({ ...order, credited: (order.credited ?? 0) + object.amount_received, state: 'paid' });
  } else if (type === 'charge.refunded') {
    const refunded = (order.refunded ?? 0) + object.amount_refunded;
    store.put({ ...order, refunded, state: 'refunded' });
  }
  return true;
}

export const read = ({ order, amount, credited = 0, refunded = 0, state = 'open' }) =>
  ({ order, amount, credited, refunded, state });
