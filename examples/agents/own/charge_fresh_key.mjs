// Wrong: a fresh key for each call, as @stripe/mcp 0.2.5 leaves it to its SDK; and a failure that
// looks like an answer.
import { randomUUID } from 'node:crypto';
import { authorise } from './processor.mjs';

export async function charge(order, amount) {
  const key = randomUUID();
  try {
    return await authorise(key, key, order, amount) === 'success' ? `charged ${order}` : 'declined';
  } catch {
    return 'Failed to charge';
  }
}
