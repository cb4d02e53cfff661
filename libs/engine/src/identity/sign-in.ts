import type { Refusal } from '#domain';
import type { Engine } from '../engine.js';
import { passwordsBusy, verifyPassword } from './password.js';
import { elevateSession, endSession, startSession } from './session.js';
import { beginAttempt, forgiveAttempts, throttleKey, type Attempt } from './throttle.js';

export interface Credentials {
  /** Login name or e-mail. */
  readonly login: string;
  readonly password: string;
}

/** Where a request comes from: its address, and the cookie it brought. */
export interface Origin {
  readonly address: string;
  readonly cookie: string | undefined;
}

interface Stored {
  id: string;
  password_hash: string;
  disabled: boolean;
}

const byLogin = `select id, password_hash, disabled_at is not null as disabled
  from account where login = lower($1) or lower(email) = lower($1)`;
const byId = `select id, password_hash, disabled_at is not null as disabled from account where id = $1`;

/**
 * Signs in and returns the new session's cookie; the one that came along ends. One answer, after the same time, for an unknown
 * account, a wrong password and a disabled account. Refuses with `wrong-credentials`, `too-many-attempts`, `busy`.
 */
export async function signIn(
  engine: Engine,
  given: Credentials,
  from: Origin,
): Promise<{ cookie: string } | { readonly refusal: Refusal }> {
  const login = given.login.normalize('NFC').trim();
  const attempt = await attemptOf(engine, throttleKey('sign-in', login.toLowerCase(), from.address));
  if ('refusal' in attempt) return attempt;
  const [stored] = await engine.db.query<Stored>('account-by-login', byLogin, [login]);
  const account = await checked(stored, given.password);
  const cookie = account === null ? null : await startSession(engine, account.id, account.password_hash);
  if (cookie === null) return { refusal: { refused: 'wrong-credentials' } };
  await forgiveAttempts(engine, attempt);
  await endSession(engine, from.cookie);
  return { cookie };
}

/** Takes the password again, for five minutes of Sign and Issue. Refuses like `signIn`. */
export async function confirmPassword(
  engine: Engine,
  given: { account: string; password: string },
  from: Origin,
): Promise<{ elevated: true } | { readonly refusal: Refusal }> {
  const attempt = await attemptOf(engine, throttleKey('confirm', given.account, from.address));
  if ('refusal' in attempt) return attempt;
  const [stored] = await engine.db.query<Stored>('account-by-id', byId, [given.account]);
  if ((await checked(stored, given.password)) === null) return { refusal: { refused: 'wrong-credentials' } };
  await forgiveAttempts(engine, attempt);
  await elevateSession(engine, from.cookie);
  return { elevated: true };
}

async function attemptOf(engine: Engine, key: string): Promise<Attempt | { readonly refusal: Refusal }> {
  if (passwordsBusy()) return { refusal: { refused: 'busy' } };
  const attempt = await beginAttempt(engine, key);
  return 'key' in attempt ? attempt : { refusal: { refused: 'too-many-attempts', data: { ...attempt } } };
}

async function checked(stored: Stored | undefined, password: string): Promise<Stored | null> {
  const fits = await verifyPassword(stored?.password_hash, password);
  return fits && stored !== undefined && !stored.disabled ? stored : null;
}
