import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** The Chromium of this machine, or the one that `CHROMIUM_PATH` names. */
export function chromiumPath(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = [
    process.env['CHROMIUM_PATH'],
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
  ].find((file) => file !== undefined && existsSync(file));
  if (found === undefined) throw new Error('no Chromium: install one or set CHROMIUM_PATH');
  return found;
}
