// The list at a glance, taken apart by cause: the faults that it takes. In the order of the page.
import type { Finding } from './data';
import { glanceOf } from './filters';

export function groupByCause(findings: Finding[]): void {
  const list = document.querySelector('.glance');
  if (!list || new Set(findings.map((one) => one.cause)).size < 2) return;
  const groups = new Map<string, Element>();
  for (const finding of findings) {
    const entry = glanceOf(finding);
    if (!entry) continue;
    const group = groups.get(finding.cause) ?? newGroup(list, finding.cause);
    groups.set(finding.cause, group);
    group.append(entry);
  }
  if (list.childElementCount === 0) list.remove();
}

function newGroup(list: Element, cause: string): Element {
  const group = document.createElement('div');
  group.className = 'group';
  const heading = document.createElement('h3');
  heading.textContent = cause;
  const entries = document.createElement('ol');
  entries.className = 'glance';
  group.append(heading, entries);
  list.before(group);
  return entries;
}
