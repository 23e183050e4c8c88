// Pictures to look at: node tests/shots.js REPORT.html FOLDER
import { urlOf, withPage } from './browser.js';

const [file, folder] = process.argv.slice(2);
const looks = [
  { name: 'light', options: { viewport: { width: 1280, height: 1000 } } },
  { name: 'dark', options: { viewport: { width: 1280, height: 1000 }, colorScheme: 'dark' } },
  { name: 'narrow', options: { viewport: { width: 400, height: 900 } } },
  { name: 'print', options: { viewport: { width: 800, height: 1100 } }, media: 'print' },
];
for (const look of looks) {
  await withPage(look.options, async (page) => {
    page.on('pageerror', (error) => console.log(look.name, error.message));
    await page.goto(urlOf(file));
    await page.screenshot({ path: `${folder}/${look.name}-top.png` });
    const finding = page.locator('article.finding').first();
    await finding.scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
    if (look.media) await page.emulateMedia({ media: look.media });
    await finding.screenshot({ path: `${folder}/${look.name}-finding.png` });
  });
}
