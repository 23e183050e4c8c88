// The visible part of a timeline as SVG: one row a step, lanes from left to right.
import type { Step, Timeline } from './data';

export const rowHeight = 28;
export const laneWidth = 170;
export const gutter = 88;
const edge = 80;

export function xOf(lane: number): number {
  return gutter + edge + lane * laneWidth;
}

export function widthOf(timeline: Timeline): number {
  return xOf(Math.max(0, timeline.lanes.length - 1)) + 260;
}

interface RowProps {
  step: Step;
  place: number;
  same: boolean;
  chosen: boolean;
  width: number;
}

export function Row({ step, place, same, chosen, width }: RowProps) {
  const [moment, kind, from, to, , evidence] = step;
  const y = place * rowHeight + rowHeight / 2;
  const isArrow = to >= 0 && to !== from;
  const name = `${evidence ? 'evidence ' : ''}${kind}`;
  return (
    <g class={name} data-step={place}>
      {chosen && <rect class="cursor" x="0" y={y - rowHeight / 2} width={width} height={rowHeight} />}
      {!same && <text class="at" x={gutter - 10} y={y + 4}>{moment}</text>}
      {isArrow ? <Arrow step={step} y={y} /> : <Note step={step} y={y} />}
    </g>
  );
}

function Arrow({ step, y }: { step: Step; y: number }) {
  const [, kind, from, to, text] = step;
  const [start, end] = [xOf(from), xOf(to)];
  const way = Math.sign(end - start);
  const stop = kind === 'lost' ? (start + end) / 2 : end;
  const tip = `M${stop} ${y + 6}l${-8 * way} -4v8z`;
  const cross = `M${stop - 5} ${y + 1}l10 10m0 -10l-10 10`;
  return (
    <>
      <path d={`M${start} ${y + 6}H${stop}`} />
      <path class={kind === 'lost' ? 'cross' : 'tip'} d={kind === 'lost' ? cross : tip} />
      <text class="label" x={(start + end) / 2} y={y}>{short(text, Math.abs(end - start) / 6.2)}</text>
    </>
  );
}

function Note({ step, y }: { step: Step; y: number }) {
  const x = xOf(Math.max(0, step[2]));
  return (
    <>
      <circle cx={x} cy={y} r="4" />
      <text class="note" x={x + 11} y={y + 4}>{signOf(step)}{short(step[4], 60)}</text>
    </>
  );
}

function signOf(step: Step): string {
  if (step[1] === 'deadline') return '✗ ';
  if (step[1] === 'fault' || step[1] === 'outage') return '↯ ';
  return step[5] ? '▸ ' : '';
}

function short(text: string, signs: number): string {
  return text.length <= signs ? text : `${text.slice(0, Math.max(8, signs - 1))}…`;
}

export function Lanes({ timeline, from, to }: { timeline: Timeline; from: number; to: number }) {
  return (
    <g>
      {timeline.lanes.map((name, lane) => (
        <line key={name} class="lane" x1={xOf(lane)} x2={xOf(lane)} y1={from} y2={to} />
      ))}
    </g>
  );
}
