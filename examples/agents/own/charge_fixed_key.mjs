// Wrong: one key for ever. It passes whatever repeats one payment, and loses the second.
import { authorise } from './processor.mjs';

export async function charge(order, amount) {
  const once = () => authorise('charge', 'charge', order, amount);
  await once().catch(once);
  return `charged ${order}`;
}
