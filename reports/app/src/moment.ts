// What each side knew of each operation at a moment: truth beside belief, at the cursor.
import type { Side, Timeline } from './data';

export interface Known {
  operation: string;
  truth: string;
  belief: string;
  told: string;
  changed: Side[];
}

export function knownAt(timeline: Timeline, before: number, now: number): Known[] {
  const known = timeline.operations.map(untouched);
  for (const [at, place, side, text] of timeline.changes) {
    if (at > now) break;
    const one = known[place];
    if (!one) continue;
    one[side] = text;
    if (at > before) one.changed.push(side);
  }
  return known;
}

function untouched(operation: string): Known {
  return { operation, truth: 'nothing', belief: 'no record', told: 'no answer', changed: [] };
}
