// The page in a browser. A small page is made here around the built script; REPORT=FILE tries a
// page of a campaign as well.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hasBrowser, urlOf, withPage } from './browser.js';

const skip = hasBrowser ? false : 'no Chromium here';
const report = process.env.REPORT;
const hostile = '<script>window.struck = true</script><img src=x onerror="window.struck=true">';
const templates = new URL('../../templates/', import.meta.url);

function made(steps) {
  const rows = Array.from({ length: steps }, (_, i) =>
    [`${i}.000 s`, i % 50 === 7 ? 'fault' : 'call', i % 2, 1 - (i % 2), hostile, 0, i]);
  const timeline = { lanes: [hostile, 'shop-1'], steps: rows, operations: [hostile],
    changes: [[1, 0, 'truth', hostile]], left_out: 0 };
  const finding = { id: 'a', cause: hostile, severity: hostile, property: 'p', scenario: 's', timeline };
  const data = JSON.stringify({ findings: [finding, { ...finding, id: 'b', cause: 'other' }] });
  const read = (name) => readFileSync(new URL(name, templates), 'utf8');
  const items = ['a', 'b'].map((id) => `<li><a href="#${id}">${id}</a></li>`).join('');
  const articles = ['a', 'b'].map((id) =>
    `<article class="finding" id="${id}"><div class="timeline"></div></article>`).join('');
  return `<!DOCTYPE html><html lang="en"><title>t</title><style>${read('style.css')}
${read('timeline_style.css')}</style><main><div id="filters"></div><ol class="glance">${items}</ol>${articles}</main>
<script type="application/json" id="assay-data">${data.replaceAll('<', '\\u003c')}</script>
<script>${read('app.js')}</script></html>`;
}

function saved(text) {
  const file = join(mkdtempSync(join(tmpdir(), 'assay-')), 'page.html');
  writeFileSync(file, text);
  return urlOf(file);
}

test('a script in any field stays text', { skip }, () => withPage({}, async (page) => {
  await page.goto(saved(made(60)));
  await page.waitForSelector('.timeline .moment');
  assert.equal(await page.evaluate(() => window.struck), undefined);
  assert.equal(await page.locator('.timeline img, .timeline script, .group img').count(), 0);
  assert.match(await page.locator('.moment').first().textContent(), /<script>/);
}));

test('keys move the cursor, and the address tells of it', { skip }, () => withPage({}, async (page) => {
  await page.goto(`${saved(made(60))}#a@3`);
  await page.locator('#a .scroll').focus();
  await page.keyboard.press('ArrowDown');
  assert.match(page.url(), /#a@4$/);
  await page.keyboard.press('f');
  assert.match(page.url(), /#a@8$/);
}));

test('a timeline of 5,000 steps scrolls at 30 frames a second', { skip }, () => withPage({}, async (page) => {
  await page.goto(saved(made(5000)));
  await page.waitForSelector('#a .scroll');
  const rate = await page.evaluate(async () => {
    const box = document.querySelector('#a .scroll');
    const frame = () => new Promise(requestAnimationFrame);
    const begun = performance.now();
    for (let i = 1; i <= 120; ++i) { box.scrollTop = i * 1100; await frame(); }
    return 120_000 / (performance.now() - begun);
  });
  console.log(`${rate.toFixed(1)} frames a second`);
  assert.ok(rate >= 30, `${rate}`);
}));

test('the page of a campaign: small, quick, nothing serious for axe',
  { skip: skip || (report ? false : 'no REPORT') }, () => withPage({}, async (page) => {
    console.log(`${(statSync(report).size / 2 ** 20).toFixed(2)} MiB`);
    assert.ok(statSync(report).size < 5 * 2 ** 20);
    const begun = performance.now();
    await page.goto(urlOf(report));
    await page.evaluate(() => new Promise(requestAnimationFrame));
    const took = performance.now() - begun;
    console.log(`opened in ${took.toFixed(0)} ms`);
    assert.ok(took < 2000, `${took}`);
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    const grave = violations.filter((one) => ['serious', 'critical'].includes(one.impact));
    assert.deepEqual(grave.map((one) => `${one.id}: ${one.nodes[0].html}`.slice(0, 200)), []);
  }));
