import { parseArgs } from 'node:util';
import type { Setup } from '#engine';
import type { Asker } from './ask.js';
import { StartError } from './start-error.js';

/** Everything that `npm run setup` needs to know: flag, question, and for a secret the variable that may hold it. */
const questions = {
  unit: { vi: 'Tên tổ chức công đoàn cao nhất', en: 'Name of the highest union' },
  symbol: { vi: 'Ký hiệu trong số văn bản (TLĐ)', en: 'Its symbol in document numbers' },
  'name-1': { vi: 'Họ tên quản trị viên thứ nhất', en: 'Name of the first administrator' },
  'login-1': { vi: 'Tên đăng nhập', en: 'Login' },
  'password-1': {
    vi: 'Mật khẩu (từ 10 ký tự)',
    en: 'Password (10 characters or more)',
    secret: 'LAUREL_SETUP_PASSWORD_1',
  },
  'name-2': { vi: 'Họ tên quản trị viên thứ hai', en: 'Name of the second administrator' },
  'login-2': { vi: 'Tên đăng nhập', en: 'Login' },
  'password-2': {
    vi: 'Mật khẩu (từ 10 ký tự)',
    en: 'Password (10 characters or more)',
    secret: 'LAUREL_SETUP_PASSWORD_2',
  },
} as const;
type Key = keyof typeof questions;
const keys = Object.keys(questions) as Key[];

/** Answers by key; passwords are never flags, because flags stand in the list of processes and in the shell's history. */
export type Answers = Partial<Record<Key, string>>;

/** What flags and variables say. Throws on an unknown flag. */
export function givenAnswers(args: readonly string[], env: NodeJS.ProcessEnv): Answers {
  const flags = keys.filter((key) => !('secret' in questions[key]));
  const options = Object.fromEntries(flags.map((key) => [key, { type: 'string' as const }]));
  const { values } = parsed(args, options);
  return Object.fromEntries(
    keys.flatMap((key) => {
      const question = questions[key];
      const value = 'secret' in question ? env[question.secret] : values[key];
      return typeof value === 'string' && value !== '' ? [[key, value]] : [];
    }),
  );
}

function parsed(
  args: readonly string[],
  options: Record<string, { type: 'string' }>,
): { values: Record<string, unknown> } {
  try {
    return parseArgs({ args: [...args], options, strict: true });
  } catch (error) {
    throw new StartError('Tham số không đúng.', (error as Error).message);
  }
}

/** Asks for what is missing. Without a terminal that is an error which names the flags and variables. */
export async function askMissing(given: Answers, asker: Asker | null): Promise<Setup> {
  const missing = keys.filter((key) => given[key] === undefined);
  if (missing.length > 0 && asker === null) throw missingError(missing);
  const answers: Answers = { ...given };
  for (const key of missing) if (asker !== null) answers[key] = await answerTo(key, asker);
  const of = (key: Key) => answers[key] ?? '';
  return {
    unit: { name: of('unit'), symbol: of('symbol') },
    administrators: [
      { name: of('name-1'), login: of('login-1'), password: of('password-1') },
      { name: of('name-2'), login: of('login-2'), password: of('password-2') },
    ],
  };
}

async function answerTo(key: Key, asker: Asker): Promise<string> {
  const question = questions[key];
  const words = `${question.vi} / ${question.en}: `;
  if (!('secret' in question)) return asker.ask(words);
  for (;;) {
    const first = await asker.askSecret(words);
    if (first === (await asker.askSecret('Nhập lại / Again: '))) return first;
    process.stdout.write('Hai lần nhập không giống nhau. / The two differ.\n');
  }
}

function missingError(missing: readonly Key[]): StartError {
  const names = missing.map((key) => {
    const question = questions[key];
    return 'secret' in question ? question.secret : `--${key}`;
  });
  return new StartError(`Thiếu: ${names.join(', ')}`, `Missing: ${names.join(', ')}`);
}
