import { ConfigError, readConfig } from './config.js';

const root = '/srv/laurel';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env, root);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('needs nothing: sample mode on this machine only', () => {
    const config = readConfig({}, root);
    expect(config).toMatchObject({ mode: 'sample', host: '127.0.0.1', port: 3000, dataDir: '/srv/laurel/.data' });
    expect(config.publicOrigins).toEqual(['http://localhost:3000', 'http://127.0.0.1:3000']);
    expect(config.cookie).toEqual({ name: 'laurel', secure: false });
  });

  it('has sample data neither with a database of its own nor in production', () => {
    expect(readConfig({ DATABASE_URL: 'postgres://db/laurel' }, root).mode).toBe('production');
    expect(readConfig({ NODE_ENV: 'production' }, root).mode).toBe('production');
    expect(problemsOf({ LAUREL_MODE: 'sample', DATABASE_URL: 'postgres://db/laurel' })).toHaveLength(1);
    expect(problemsOf({ LAUREL_MODE: 'sample', NODE_ENV: 'production' })).toHaveLength(1);
  });

  it('refuses test mode and failpoints in production', () => {
    expect(problemsOf({ LAUREL_MODE: 'test', LAUREL_FAILPOINT: 'load.after', NODE_ENV: 'production' })).toEqual([
      'LAUREL_FAILPOINT: refused in production',
      'LAUREL_MODE: test is refused in production',
    ]);
  });

  it('does not show sample data to the network', () => {
    expect(problemsOf({ HOST: '0.0.0.0' })).toEqual(['HOST: with sample data Laurel listens on 127.0.0.1 only']);
  });

  it('names every wrong variable at once', () => {
    const problems = problemsOf({
      PORT: '70000',
      SMTP_URL: 'http://mail',
      PUBLIC_ORIGIN: 'https://a.org/x',
      POOL_SIZE: '',
    });
    expect(problems.map((p) => p.split(':')[0])).toEqual(['PORT', 'PUBLIC_ORIGIN', 'SMTP_URL']);
  });

  it('uses the strict cookie as soon as one origin is https', () => {
    const config = readConfig({ PUBLIC_ORIGIN: 'https://laurel.example.org, http://localhost:3000/' }, root);
    expect(config.publicOrigins).toEqual(['https://laurel.example.org', 'http://localhost:3000']);
    expect(config.cookie).toEqual({ name: '__Host-laurel', secure: true });
  });

  it.each([
    ['false', false],
    ['loopback', ['loopback']],
    ['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']],
  ])('trusts the proxies that TRUST_PROXY=%s names', (given, expected) => {
    expect(readConfig({ TRUST_PROXY: given }, root).trustProxy).toEqual(expected);
  });

  it.each(['true', '1'])('never trusts every proxy (%s)', (given) => {
    expect(problemsOf({ TRUST_PROXY: given })).toHaveLength(1);
  });
});
