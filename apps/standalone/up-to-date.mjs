/**
 * Installs and builds what is missing or stale. Runs before anything is installed: imports `node:` modules only.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const NODE = [20, 19];

/** Ends the process with a clear sentence on a Node that is too old. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NODE[0] || (major === NODE[0] && minor >= NODE[1])) return;
  fail(
    `Laurel cần Node.js ≥ ${NODE.join('.')}; máy này có ${process.versions.node}.`,
    `Laurel needs Node.js ≥ ${NODE.join('.')}; this is ${process.versions.node}.`,
  );
}

/** `npm ci` when the lock, Node or the system differ from the last complete installation. */
export function install() {
  const stamp = join(root, 'node_modules/.laurel-lock');
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = sha256([lock, `${process.version} ${process.platform} ${process.arch}`]);
  if (read(stamp) === wanted) return;
  step('Đang cài các gói phần mềm… / Installing packages…');
  npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--prefer-offline']);
  writeFileSync(stamp, wanted);
}

/** Builds the server (tsc) and the web (vite), each only when its sources changed since the last complete build. */
export function build() {
  buildPart('server', serverSources(), 'Đang biên dịch máy chủ… / Building the server…', [
    'node_modules/typescript/bin/tsc',
    '-p',
    'tsconfig.build.json',
  ]);
  buildPart('web', webSources(), 'Đang đóng gói giao diện… / Building the web…', [
    'node_modules/vite/bin/vite.js',
    'build',
    'apps/web',
    '--logLevel',
    'warn',
  ]);
}

function buildPart(part, sources, words, command) {
  const stamp = join(root, `dist/.built-${part}`);
  const wanted = sha256(sources.sort().flatMap((file) => [file, '\0', readFileSync(join(root, file)), '\0']));
  if (read(stamp) === wanted) return;
  step(words);
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  if (status !== 0) fail(`Không biên dịch được (${part}).`, `The build failed (${part}).`);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

function serverSources() {
  return [...SETTINGS, ...['apps', 'libs', 'bench'].flatMap((folder) => filesUnder(folder))].filter(
    (file) => !file.startsWith('apps/web/') && !file.endsWith('.spec.ts') && /\.(ts|json)$/.test(file),
  );
}

function webSources() {
  const own = filesUnder('apps/web').filter((file) => !/\.spec\.tsx?$/.test(file));
  return [...SETTINGS, ...own, ...filesUnder('libs/contract/src'), 'libs/domain/src/vocabulary.ts'];
}

function filesUnder(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}

function npm(args) {
  const own = process.env.npm_execpath;
  const viaNode = own !== undefined && /\.c?js$/.test(own);
  const { status } = viaNode
    ? spawnSync(process.execPath, [own, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) fail('Không cài được các gói phần mềm.', 'The packages could not be installed (npm ci).');
}

function sha256(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function step(words) {
  process.stderr.write(`${words}\n`);
}

function fail(...lines) {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  checkNode();
  if (process.argv[2] === 'install') install();
  if (process.argv[2] === 'build') build();
}
