import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds Laurel's package.json, found from this file upwards: the same from source and from `dist`. */
export function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) return process.cwd();
    folder = parent;
  }
  return folder;
}
