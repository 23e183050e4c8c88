// Which findings are in sight: by words, harm and status; listed by their cause.
import { useEffect, useState } from 'preact/hooks';
import type { Finding } from './data';

interface Wanted {
  text: string;
  severity: string;
  status: string;
}

export function Filters({ findings }: { findings: Finding[] }) {
  const [wanted, setWanted] = useState<Wanted>({ text: '', severity: '', status: '' });
  const fitting = findings.filter((one) => fits(one, wanted));
  useEffect(() => show(findings, new Set(fitting)), [wanted]);
  const change = (part: Partial<Wanted>) => setWanted({ ...wanted, ...part });
  return (
    <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <label>Search
        <input type="search" onInput={(event) => change({ text: event.currentTarget.value })} />
      </label>
      <Choice name="Harm" all={findings.map((one) => one.severity)} choose={(severity) => change({ severity })} />
      <Choice name="Status" all={findings.map((one) => one.status ?? '')} choose={(status) => change({ status })} />
      <output>{fitting.length} of {findings.length}</output>
    </form>
  );
}

interface ChoiceProps {
  name: string;
  all: string[];
  choose: (value: string) => void;
}

function Choice({ name, all, choose }: ChoiceProps) {
  const values = [...new Set(all)].filter((one) => one !== '');
  if (values.length < 2) return null;
  return (
    <label>{name}
      <select onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">any</option>
        {values.map((one) => <option key={one} value={one}>{one}</option>)}
      </select>
    </label>
  );
}

function fits(finding: Finding, wanted: Wanted): boolean {
  if (wanted.severity && finding.severity !== wanted.severity) return false;
  if (wanted.status && finding.status !== wanted.status) return false;
  const told = `${document.getElementById(finding.id)?.textContent ?? ''} ${finding.cause}`;
  const words = wanted.text.toLowerCase().split(/\s+/);
  return words.every((word) => told.toLowerCase().includes(word));
}

function show(findings: Finding[], fitting: Set<Finding>): void {
  for (const one of findings) {
    const hidden = !fitting.has(one);
    document.getElementById(one.id)?.toggleAttribute('hidden', hidden);
    glanceOf(one)?.toggleAttribute('hidden', hidden);
  }
  for (const group of document.querySelectorAll('.glance')) {
    const empty = !group.querySelector('li:not([hidden])');
    group.parentElement?.toggleAttribute('hidden', empty && group.parentElement.matches('.group'));
  }
}

export function glanceOf(finding: Finding): Element | null {
  return document.querySelector(`.glance a[href="#${CSS.escape(finding.id)}"]`)?.closest('li') ?? null;
}
