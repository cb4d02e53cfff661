import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testServer, withClient } from '../support/database.js';
import { freePort, isGone, startProgram, type Program } from '../support/processes.js';

const MAIN = 'apps/standalone/src/main.js';

let folder: string;
let dataDir: string;
const started: Program[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-standalone-'));
  chmodSync(folder, 0o755);
  dataDir = join(folder, '.data');
});
afterEach(async () => {
  for (const program of started.splice(0)) await program.end('SIGKILL');
  await new Promise((done) => setTimeout(done, 200));
  rmSync(folder, { recursive: true, force: true });
});

function start(port: number, env: Record<string, string> = {}): Program {
  const program = startProgram(MAIN, { LAUREL_MODE: 'test', DATA_DIR: dataDir, PORT: String(port), ...env });
  started.push(program);
  return program;
}

function postmaster(): number {
  return Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}

const ready = async (port: number) => (await fetch(`http://127.0.0.1:${port}/api/health/ready`)).status;

it('starts, is ready, says where, and drains on SIGTERM with exit code 0', async () => {
  const port = await freePort();
  const laurel = start(port);
  await laurel.until(/Ctrl\+C/);
  expect(laurel.output()).toContain(`http://localhost:${port}`);
  expect(await ready(port)).toBe(200);
  const server = postmaster();
  expect(await laurel.end('SIGTERM')).toBe(0);
  expect(await isGone(server)).toBe(true);
});

it('a start after kill -9 recovers, and no server is left behind meanwhile', async () => {
  const port = await freePort();
  const first = start(port);
  await first.until(/Ctrl\+C/);
  const server = postmaster();
  await first.end('SIGKILL');
  expect(await isGone(server)).toBe(true);
  const second = start(port);
  await second.until(/Ctrl\+C/);
  expect(await ready(port)).toBe(200);
  expect(await second.end('SIGINT')).toBe(0);
});

it('a taken port is a clear error before anything else is touched', async () => {
  const port = await freePort();
  const other = createServer().listen(port, '127.0.0.1');
  const laurel = start(port);
  expect(await laurel.ended).toBe(1);
  expect(laurel.output()).toContain(`Cổng ${port} đang được dùng`);
  expect(laurel.output()).toContain(`Port ${port} is taken`);
  expect(laurel.output()).not.toMatch(/ at .*\.js/);
  expect(existsSync(dataDir)).toBe(false);
  other.close();
});

it('a second Laurel on the same data is refused, and the first one goes on', async () => {
  const [port, otherPort] = [await freePort(), await freePort()];
  const first = start(port);
  await first.until(/Ctrl\+C/);
  const second = start(otherPort);
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain('Another Laurel is using the data');
  expect(await ready(port)).toBe(200);
  expect(await first.end('SIGTERM')).toBe(0);
});

it('uses the server that DATABASE_URL names, and starts none of its own', async () => {
  const host = testServer();
  const name = `own_${process.pid}`;
  await withClient(host, 'postgres', (client) => client.query(`create database ${name}`));
  const port = await freePort();
  const laurel = start(port, { DATABASE_URL: `postgres:///${name}?host=${host}&user=postgres` });
  await laurel.until(/Ctrl\+C/);
  expect(await ready(port)).toBe(200);
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  expect(await laurel.end('SIGTERM')).toBe(0);
});

it('a wrong variable is named', async () => {
  const laurel = start(3000, { PORT: 'three', SMTP_URL: 'mail' });
  expect(await laurel.ended).toBe(1);
  expect(laurel.output()).toMatch(/PORT: [\s\S]*SMTP_URL: /);
});
