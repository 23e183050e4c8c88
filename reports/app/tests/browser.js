// Debian's Chromium, driven by playwright-core. Nothing is downloaded.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

export const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const hasBrowser = existsSync(executablePath);

export async function withPage(options, work) {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    return await work(await browser.newPage(options));
  } finally {
    await browser.close();
  }
}

export function urlOf(file) {
  return pathToFileURL(file).href;
}
