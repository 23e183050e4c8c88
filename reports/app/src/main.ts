// The page is whole without this script; with it findings can be searched, and runs gone through.
import { h, render } from 'preact';
import { readData, type Finding } from './data';
import { Filters } from './filters';
import { groupByCause } from './groups';
import { placeOf } from './link';
import { Timeline } from './timeline';

function start(): void {
  const { findings } = readData();
  document.documentElement.classList.add('scripted');
  groupByCause(findings);
  const filters = document.getElementById('filters');
  if (filters && findings.length > 1) render(h(Filters, { findings }), filters);
  drawWhenSeen(findings);
  addEventListener('hashchange', openPlace);
  openPlace();
}

/** A long page opens at once: a timeline is drawn when its finding comes near. */
function drawWhenSeen(findings: Finding[]): void {
  const byId = new Map(findings.map((one) => [one.id, one]));
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      watch.unobserve(entry.target);
      draw(entry.target, byId.get(entry.target.id));
    }
  }, { rootMargin: '600px' });
  for (const article of document.querySelectorAll('article.finding')) watch.observe(article);
}

function draw(article: Element, finding: Finding | undefined): void {
  const place = article.querySelector('.timeline');
  if (!place || !finding?.timeline || finding.timeline.steps.length === 0) return;
  render(h(Timeline, { finding, run: finding.timeline }), place);
  article.classList.add('drawn');
}

function openPlace(): void {
  const { finding } = placeOf(location.hash);
  if (location.hash.includes('@')) document.getElementById(finding)?.scrollIntoView();
}

start();
