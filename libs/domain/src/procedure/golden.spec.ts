import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { path, unit } from '../../../../test/support/law.js';
import type { PathUnit } from '../nomination/world.js';
import { routeOf } from '../organisation/route.js';
import { standardProcedure } from './standard.js';
import { chart } from './transition.js';

/**
 * The machines of the standard procedure, one file per shape. A difference means that nominations under way would be
 * led another way: then the procedure needs a new version. `GOLDEN=write` writes the files anew.
 */
const folder = new URL('./golden/', import.meta.url);
const two = unit('G', 'grassroots_union', { clerk: ['a'], appraiser: [], signer: ['b'] });
const one = unit('G', 'grassroots_union', { clerk: ['a'], appraiser: [], signer: ['a'] });

const shapes: Readonly<Record<string, readonly PathUnit[]>> = {
  'stages-1': path(1),
  'stages-2': path(2),
  'stages-3': path(3),
  'stages-4': path(4),
  'stages-5': path(5),
  'two-officers': [two, ...path(3).slice(1)],
  'one-officer': [one, ...path(3).slice(1)],
  'two-officers-decide': [two],
};

it.each(Object.entries(shapes))('the machine of %s is the recorded one', (name, units) => {
  const decides = units.at(-1)?.level ?? 'federation';
  const way = routeOf(units, decides, standardProcedure);
  if (!('route' in way)) throw new Error(way.refused);
  const drawn = { route: way.route, ...chart(standardProcedure, way.route) };
  const file = new URL(`${name}.json`, folder);
  if (process.env['GOLDEN'] === 'write') writeFileSync(file, `${JSON.stringify(drawn, null, 2)}\n`);
  expect(existsSync(file) && JSON.parse(readFileSync(file, 'utf8'))).toEqual(drawn);
});

it('every recorded machine is still compared', () => {
  expect(readdirSync(folder).sort()).toEqual(
    Object.keys(shapes)
      .map((name) => `${name}.json`)
      .sort(),
  );
});
