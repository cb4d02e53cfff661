import { relative } from 'node:path';
import { projectRoot, type Config } from '#platform';
import type { Prepared } from './prepare.js';

const SHOWN = 8;

/** The few lines that a person sees who has just started Laurel. */
export function banner(config: Config, url: string, signIns: Prepared['signIns'], logFile: string | undefined): string {
  const address = url.replace('127.0.0.1', 'localhost');
  const data = relative(projectRoot(), config.dataDir);
  return [
    '',
    `  Laurel: ${address}`,
    ...(config.mode === 'sample' ? ['  Dữ liệu mẫu, không phải dữ liệu thật / Sample data, not real data'] : []),
    ...signInLines(signIns),
    `  Dữ liệu / Data: ${data.startsWith('..') ? config.dataDir : data}${logFile === undefined ? '' : ` (nhật ký / log: ${relative(process.cwd(), logFile)})`}`,
    '  Dừng / Stop: Ctrl+C',
    '',
  ].join('\n');
}

function signInLines(signIns: Prepared['signIns']): string[] {
  if (signIns.length === 0) return [];
  const width = Math.max(...signIns.slice(0, SHOWN).map((s) => s.login.length));
  const lines = signIns.slice(0, SHOWN).map((s) => `    ${s.login.padEnd(width)}  ${s.password}  ${s.who}`);
  return ['  Đăng nhập / Sign in:', ...lines];
}
