// Right: key and reference are the order's, whoever asks and however often. What failed is asked
// again under the same key, and told as an error, since nobody knows what became of it.
import { authorise } from './processor.mjs';

export async function charge(order, amount) {
  const once = () => authorise(`charge-${order}`, `charge-${order}`, order, amount);
  const outcome = await once().catch(once);
  return outcome === 'success' ? `charged ${order}` : `declined ${order}`;
}
