import { hash, verify } from '@node-rs/argon2';

/** OWASP's values for argon2id; one check takes some 20 ms of one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Sign-ins must not starve decisions of the cores. */
const AT_ONCE = 2;

/** Beyond so many waiting sign-ins the honest answer is "busy". */
const WAITING = 100;

let running = 0;
const waiting: (() => void)[] = [];

/** True when so many passwords wait to be checked that another one would wait for seconds. */
export function passwordsBusy(): boolean {
  return waiting.length >= WAITING;
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) running += 1;
  else await new Promise<void>((go) => waiting.push(go));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

/** The argon2id string of a password, which is taken as NFC so that every keyboard types the same one. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFC'), COST));
}

let nobody: Promise<string> | undefined;

/** Whether the password fits. Without a stored hash the same work is done, for the same time, and the answer is no. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword(crypto.randomUUID());
  const against = stored ?? (await nobody);
  const fits = await inTurn(() => verify(against, password.normalize('NFC')));
  return stored !== undefined && fits;
}
