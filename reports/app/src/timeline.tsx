// A run to go through: rows that scroll, a cursor that keys and clicks move, and what was true,
// believed and told at the cursor. Only the rows in sight are drawn.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Finding, Step, Timeline as Run } from './data';
import { Lanes, Row, rowHeight, widthOf, xOf } from './drawing';
import { placeOf, remember } from './link';
import { knownAt } from './moment';

const shownHeight = 460;
const spareRows = 6;

export function Timeline({ finding, run }: { finding: Finding; run: Run }) {
  const [cursor, setCursor] = useState(() => firstStep(finding, run));
  const [top, setTop] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const go = (place: number) => {
    const step = Math.min(Math.max(place, 0), run.steps.length - 1);
    setCursor(step);
    remember({ finding: finding.id, step });
    bringIntoSight(box.current, step);
  };
  useEffect(() => bringIntoSight(box.current, cursor), []);
  useEffect(() => {
    const follow = () => {
      const place = placeOf(location.hash);
      if (place.finding === finding.id && location.hash.includes('@')) go(place.step);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return (
    <>
      <Controls run={run} cursor={cursor} go={go} />
      <div class="scroll" ref={box} tabIndex={0} role="group"
        aria-label="Timeline: arrow keys move the cursor, f goes to the next fault, e to the evidence"
        style={{ maxHeight: `${shownHeight}px` }}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        onKeyDown={(event) => onKey(event, run, cursor, go)}>
        <Heads run={run} />
        <Rows run={run} cursor={cursor} top={top} go={go} />
      </div>
      <Moment run={run} cursor={cursor} />
    </>
  );
}

function Heads({ run }: { run: Run }) {
  return (
    <div class="heads" style={{ width: `${widthOf(run)}px` }}>
      {run.lanes.map((name, lane) => (
        <span key={name} title={name} style={{ left: `${xOf(lane)}px` }}>{name}</span>
      ))}
    </div>
  );
}

interface RowsProps {
  run: Run;
  cursor: number;
  top: number;
  go: (step: number) => void;
}

function Rows({ run, cursor, top, go }: RowsProps) {
  const first = Math.max(0, Math.floor(top / rowHeight) - spareRows);
  const last = Math.min(run.steps.length, first + Math.ceil(shownHeight / rowHeight) + 2 * spareRows);
  const height = run.steps.length * rowHeight;
  const choose = (event: MouseEvent) => {
    const row = (event.target as Element).closest('[data-step]');
    if (row) go(Number(row.getAttribute('data-step')));
  };
  return (
    <svg class="sequence" width={widthOf(run)} height={height} onClick={choose} aria-hidden="true">
      <Lanes timeline={run} from={first * rowHeight} to={last * rowHeight} />
      {run.steps.slice(first, last).map((step, i) => (
        <Row key={first + i} step={step} place={first + i} chosen={first + i === cursor}
          same={run.steps[first + i - 1]?.[0] === step[0]} width={widthOf(run)} />
      ))}
    </svg>
  );
}

interface ControlsProps {
  run: Run;
  cursor: number;
  go: (step: number) => void;
}

function Controls({ run, cursor, go }: ControlsProps) {
  return (
    <div class="controls">
      <button type="button" onClick={() => go(cursor - 1)}>Back</button>
      <button type="button" onClick={() => go(cursor + 1)}>Next</button>
      <button type="button" onClick={() => go(next(run, cursor, isFault))}>Next fault</button>
      <button type="button" onClick={() => go(next(run, cursor, isEvidence))}>Next evidence</button>
      <span>step {cursor + 1} of {run.steps.length}{run.left_out > 0 && `, ${run.left_out} left out`}</span>
    </div>
  );
}

function Moment({ run, cursor }: { run: Run; cursor: number }) {
  const step = run.steps[cursor];
  if (!step) return null;
  const before = run.steps[cursor - 1]?.[6] ?? -1;
  const who = [run.lanes[step[2]], run.lanes[step[3]]].filter(Boolean).join(' → ');
  return (
    <div class="moment">
      <p aria-live="polite"><b>{step[0]}</b> {who}: {step[4]}</p>
      <div class="wide" tabIndex={0} role="group" aria-label="Truth beside belief at the cursor">
        <table class="sides">
          <thead><tr><th>operation</th><th>the processor did</th><th>the service believes</th><th>the client was told</th></tr></thead>
          <tbody>
            {knownAt(run, before, step[6]).map((one) => (
              <tr key={one.operation}>
                <td>{one.operation}</td>
                {(['truth', 'belief', 'told'] as const).map((side) => (
                  <td key={side} class={one.changed.includes(side) ? 'fresh' : ''}>{one[side]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function onKey(event: KeyboardEvent, run: Run, cursor: number, go: (step: number) => void) {
  const targets: Record<string, () => number> = {
    ArrowDown: () => cursor + 1,
    ArrowUp: () => cursor - 1,
    PageDown: () => cursor + 12,
    PageUp: () => cursor - 12,
    Home: () => 0,
    End: () => run.steps.length - 1,
    f: () => next(run, cursor, isFault),
    e: () => next(run, cursor, isEvidence),
  };
  const target = targets[event.key];
  if (!target || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  go(target());
}

function isFault(step: Step): boolean {
  return step[1] === 'fault' || step[1] === 'outage';
}

function isEvidence(step: Step): boolean {
  return step[5] === 1 || step[1] === 'deadline';
}

/** The next such step, from the start again behind the last; the cursor's where there is none. */
function next(run: Run, cursor: number, fits: (step: Step) => boolean): number {
  const places = run.steps.flatMap((step, place) => (fits(step) ? [place] : []));
  return places.find((place) => place > cursor) ?? places[0] ?? cursor;
}

function firstStep(finding: Finding, run: Run): number {
  const place = placeOf(location.hash);
  if (place.finding === finding.id && place.step < run.steps.length) return place.step;
  return next(run, run.steps.length, isFault) % Math.max(1, run.steps.length);
}

function bringIntoSight(box: HTMLElement | null, step: number): void {
  if (!box) return;
  const y = step * rowHeight;
  const room = box.clientHeight - 3 * rowHeight;
  if (y < box.scrollTop) box.scrollTop = y;
  else if (y > box.scrollTop + room) box.scrollTop = y - room;
}
