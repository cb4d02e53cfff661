import { importRegistry, type RegistryFile } from '#engine';
import { sha256 } from '#ledger';
import type { Federation } from './federation.js';
import { register } from './found.js';
import { personId, request, unitId } from './ids.js';
import { each } from './pool.js';
import { accepted, WIDTH, type SampleLoad } from './sample.js';
import type { Season } from './season.js';

/** The clerks register whom they are going to nominate; the federation imports what the past knows of them. */
export async function fillRegistry(load: SampleLoad, federation: Federation, season: Season): Promise<void> {
  await each(WIDTH, federation.units, async ({ key }) => {
    const clerk = federation.officers.find((o) => o.unit === key && o.roles.includes('clerk'));
    for (const { nominee } of season.cases) {
      if (nominee?.unit === key && clerk !== undefined) await register(load, { person: personId(clerk.key) }, nominee);
    }
  });
  const administrator = federation.officers.find((o) => o.login === 'quantri.tld');
  if (administrator === undefined) throw new Error('nobody administers the federation');
  const by = { person: personId(administrator.key) };
  accepted('registry', await importRegistry(load.engine, request('registry', by), registryOf(season)));
}

function registryOf({ cases }: Season): RegistryFile {
  const past = cases.map((c) => {
    const subjectType = c.nominee === null ? ('unit' as const) : ('person' as const);
    const subject = c.nominee === null ? unitId(c.unit) : personId(c.nominee.key);
    return { subjectType, subject, ...c.achievement };
  });
  const assessments = past.flatMap((p) => p.assessments.map((a) => ({ subject: p.subject, ...a })));
  const grants = past.flatMap(({ subjectType, subject, grants: held }) =>
    held.map((g) => ({ subjectType, subject, ...g })),
  );
  return { sha256: sha256(JSON.stringify({ assessments, grants })), assessments, grants };
}
