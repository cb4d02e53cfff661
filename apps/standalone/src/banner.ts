import { relative } from 'node:path';
import { projectRoot, type Config } from '#platform';
import type { Prepared } from './prepare.js';

const SHOWN = 8;

/** The few lines that a person sees who has just started Laurel. */
export function banner(config: Config, url: string, signIns: Prepared['signIns'], database?: string): string {
  const address = url.replace('127.0.0.1', 'localhost');
  const moved = database !== undefined && !database.startsWith(config.dataDir);
  return [
    '',
    `  Laurel: ${address}`,
    ...(config.mode === 'sample' ? ['  Dữ liệu mẫu, không phải dữ liệu thật / Sample data, not real data'] : []),
    ...signInLines(signIns),
    `  Dữ liệu / Data: ${short(config.dataDir)}${moved ? `, ${database}` : ''}`,
    '  Dừng / Stop: Ctrl+C',
    '',
  ].join('\n');
}

function short(path: string): string {
  const inside = relative(projectRoot(), path);
  return inside.startsWith('..') ? path : inside;
}

function signInLines(signIns: Prepared['signIns']): string[] {
  if (signIns.length === 0) return [];
  const width = Math.max(...signIns.slice(0, SHOWN).map((s) => s.login.length));
  const lines = signIns.slice(0, SHOWN).map((s) => `    ${s.login.padEnd(width)}  ${s.password}  ${s.who}`);
  return ['  Đăng nhập / Sign in:', ...lines];
}
