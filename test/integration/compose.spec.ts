import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Environment, projectRoot, readConfig } from '#platform';

interface Compose {
  'x-laurel-env': Record<string, string>;
  services: Record<
    string,
    { image: string; command?: string[]; ports?: string[]; environment?: Record<string, string> }
  >;
  volumes: Record<string, unknown>;
}
const compose = parse(readFileSync(join(projectRoot(), 'docker-compose.yml'), 'utf8')) as Compose;
const variables = compose['x-laurel-env'];

it('names only variables that the configuration knows, with values that it accepts', () => {
  expect(Object.keys(Environment.shape)).toEqual(expect.arrayContaining(Object.keys(variables)));
  expect(readConfig(variables)).toMatchObject({ mode: 'production', redisUrl: variables['REDIS_URL'] });
});

it('points every address at a port that a service publishes to this machine only', () => {
  const published = Object.values(compose.services).flatMap((service) => service.ports ?? []);
  expect(published.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
  const addresses = Object.values(variables).filter((value) => URL.canParse(value));
  for (const address of addresses) {
    expect(published.map((port) => port.split(':').slice(0, 2).join(':'))).toContain(new URL(address).host);
  }
});

it('signs in to PostgreSQL 18 as the user that it makes', () => {
  const { image, environment } = compose.services['postgres']!;
  const url = new URL(variables['DATABASE_URL']!);
  expect(image).toBe('postgres:18');
  expect([url.username, url.password, url.pathname.slice(1)]).toEqual([
    environment?.['POSTGRES_USER'],
    environment?.['POSTGRES_PASSWORD'],
    environment?.['POSTGRES_DB'],
  ]);
});

it('runs a Redis that keeps its jobs', () => {
  const { image, command } = compose.services['redis']!;
  expect(image).toMatch(/^redis:7/);
  expect(command?.join(' ')).toContain('--appendonly yes --maxmemory-policy noeviction');
});
