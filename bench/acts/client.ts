import { randomUUID } from 'node:crypto';
import { signIn } from '../decisions/driver.js';
import { PASSWORD, type Officer } from '../system/world.js';

/** What came back of one request, and after how many milliseconds. */
export interface Timed<Body> {
  readonly body: Body;
  readonly status: number;
  readonly ms: number;
}

/** Signed-in people who talk to the API one request at a time. */
export class People {
  private constructor(
    private readonly url: string,
    private readonly cookies: ReadonlyMap<string, string>,
  ) {}

  static async signedIn(url: string, officers: readonly Officer[]): Promise<People> {
    return new People(url, await signIn(url, officers));
  }

  /** Sends a request with a command id of its own; anything but a 2xx is a bug of the bench. */
  async send<Body>(
    who: Officer,
    [method, path]: readonly [method: string, path: string],
    { body, version }: { readonly body?: object; readonly version?: number } = {},
  ): Promise<Timed<Body>> {
    const began = performance.now();
    const response = await fetch(this.url + path, {
      method,
      headers: {
        origin: this.url,
        cookie: this.cookies.get(who.login) ?? '',
        'idempotency-key': randomUUID(),
        ...(version === undefined ? {} : { 'if-match': `"${String(version)}"` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const ms = performance.now() - began;
    if (!response.ok) throw new Error(`${method} ${path}: ${String(response.status)} ${text.slice(0, 2000)}`);
    return { body: JSON.parse(text) as Body, status: response.status, ms };
  }

  /** Signing and issuing ask for the password again. */
  async elevate(...officers: readonly Officer[]): Promise<void> {
    for (const who of officers)
      await this.send(who, ['POST', '/api/session/confirm'], { body: { password: PASSWORD } });
  }
}
