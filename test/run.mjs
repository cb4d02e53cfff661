/**
 * `npm test`: installs and builds what is stale, runs every Jest project, says loudly what could not run.
 * Arguments go to Jest: `npm test -- libs/domain`. Ends with the line `N passed, N failed[, N skipped]`.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { build, checkNode, install, root } from '../apps/standalone/up-to-date.mjs';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MACOS_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

const requireAll = process.env.LAUREL_TEST_REQUIRE_ALL === '1';

checkNode();
install();
build();

const tools = {
  LAUREL_TEST_CHROMIUM: firstExecutable([process.env.CHROMIUM_PATH, ...CHROMIUM.flatMap(onPath), MACOS_CHROME]),
  LAUREL_TEST_REDIS: firstExecutable([process.env.REDIS_SERVER_PATH, ...onPath('redis-server')]),
  LAUREL_TEST_FAKETIME: [process.env.FAKETIME_PATH, ...faketimes()].find((file) => file && existsSync(file)),
};
const missing = [
  tools.LAUREL_TEST_CHROMIUM ? [] : 'NO CHROMIUM: browser tests are skipped (install chromium or set CHROMIUM_PATH)',
  tools.LAUREL_TEST_REDIS
    ? []
    : 'NO REDIS: queue tests on Redis are skipped (install redis-server or set REDIS_SERVER_PATH)',
  tools.LAUREL_TEST_FAKETIME
    ? []
    : 'NO LIBFAKETIME: tests of wrong clocks are skipped (install libfaketime or set FAKETIME_PATH)',
].flat();
for (const line of missing) process.stderr.write(`\n*** ${line} ***\n`);

const { status, result } = runJest(process.argv.slice(2));
for (const line of missing) process.stderr.write(`\n*** ${line} ***\n`);
process.exitCode = verdict(status, result);

function runJest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-result-'));
  const outputFile = join(folder, 'jest.json');
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const own = ['--json', `--outputFile=${outputFile}`];
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const run = spawnSync(process.execPath, [...flags, jest, ...own, ...args], {
    cwd: root,
    stdio: ['inherit', 'ignore', 'inherit'],
    env: { ...process.env, ...present(tools), NODE_ENV: 'test' },
  });
  const result = readResult(outputFile);
  rmSync(folder, { recursive: true, force: true });
  return { status: run.status ?? 1, result };
}

function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 1 };
  }
}

/** A file that could not be loaded counts as one failure; with REQUIRE_ALL anything skipped fails the run. */
function verdict(status, r) {
  const failed = r.numFailedTests + r.numRuntimeErrorTestSuites;
  const skipped = r.numPendingTests + r.numTodoTests;
  const lacking = requireAll && (skipped > 0 || missing.length > 0);
  if (lacking) process.stderr.write('\n*** LAUREL_TEST_REQUIRE_ALL=1: a skipped test is a failure ***\n');
  process.stdout.write(`\n${r.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  return status !== 0 || failed > 0 || lacking ? 1 : 0;
}

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
}

/** Where Debian puts the library that gives one process another clock. */
function faketimes() {
  const lib = '/usr/lib';
  if (!existsSync(lib)) return [];
  return readdirSync(lib).map((folder) => join(lib, folder, 'faketime/libfaketimeMT.so.1'));
}

function firstExecutable(candidates) {
  return candidates.find((file) => {
    if (!file) return false;
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function present(variables) {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined));
}
