import { factDefinition } from '#domain';
import type { ItemFile, Version, VersionDiff, Versions } from '#contract';
import type { Engine } from '../engine.js';
import { load } from '../perform.js';
import type { Content } from '../world.js';
import { textDiff } from './text-diff.js';
import { apart } from './view-parts.js';

type VersionFile = ItemFile & { readonly item: string };

interface VersionRow {
  revision: number;
  frozen_at: Date;
  hash: string;
  content: string;
  files: VersionFile[];
}

const versionsText = `
select v.revision, v.frozen_at, encode(v.content_hash, 'hex') as hash, v.content,
  coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'item', x->>'item', 'name', f.name, 'mime', f.mime, 'size', f.size,
      'sha256', encode(f.sha256, 'hex'), 'uploadedAt', to_char(f.uploaded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by n)
    from jsonb_array_elements(v.files) with ordinality y (x, n) join dossier_file f on f.id = (x->>'id')::uuid), '[]') as files
from dossier_version v where v.nomination_id = $1::uuid order by v.revision /* visible: load was asked first */`;

/** The frozen versions of a dossier, for whoever reads its files: not the subject, nor who stepped aside. Null for everybody else. */
async function frozen(engine: Engine, person: string, nomination: string): Promise<readonly VersionRow[] | null> {
  const row = await load(engine, nomination, person, null);
  if (row?.visible !== true || apart(row, person)) return null;
  return engine.db.query<VersionRow>('dossier_versions', versionsText, [nomination]);
}

/** Every frozen version with its files; null when there is nothing to be seen. */
export async function dossierVersions(engine: Engine, person: string, nomination: string): Promise<Versions | null> {
  const rows = await frozen(engine, person, nomination);
  return rows && { versions: rows.map(versionView) };
}

function versionView({ revision, frozen_at, hash, files }: VersionRow): Version {
  return { revision, at: frozen_at.toISOString(), hash, files };
}

/** What became of version `from` in version `to`; null when one of them does not exist or may not be seen. */
export async function dossierDiff(
  engine: Engine,
  person: string,
  { nomination, from, to }: { readonly nomination: string; readonly from: number; readonly to: number },
): Promise<VersionDiff | null> {
  const rows = await frozen(engine, person, nomination);
  const [a, b] = [from, to].map((revision) => rows?.find((r) => r.revision === revision));
  if (a === undefined || b === undefined) return null;
  const [before, after] = [contentOf(a), contentOf(b)];
  return {
    from,
    to,
    facts: factsDiff(before.facts, after.facts),
    files: filesDiff(a.files, b.files),
    statement: [...textDiff(before.statement, after.statement)],
  };
}

type Words = Pick<Content, 'facts' | 'statement'>;

function contentOf({ content }: VersionRow): Words {
  return JSON.parse(content) as Words;
}

function factsDiff(before: Words['facts'], after: Words['facts']): VersionDiff['facts'] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((fact) => {
    const [old = null, now = null] = [before[fact], after[fact]];
    if (old?.value === now?.value && old?.item === now?.item) return [];
    const { vi, en } = factDefinition(fact)?.label ?? { vi: fact, en: fact };
    return [{ fact, label: { vi, en }, before: old, after: now }];
  });
}

/** Of each item, what is only in one of the two lists: pairs stand for a replacement, what is left came or went. */
function filesDiff(before: readonly VersionFile[], after: readonly VersionFile[]): VersionDiff['files'] {
  const only = (files: readonly VersionFile[], others: readonly VersionFile[], item: string): VersionFile[] =>
    files.filter((f) => f.item === item && !others.some((o) => o.item === item && o.id === f.id));
  const diff: VersionDiff['files'] = { added: [], removed: [], replaced: [] };
  for (const item of [...new Set([...before, ...after].map((f) => f.item))].sort()) {
    const [gone, come] = [only(before, after, item), only(after, before, item)];
    const pairs = Math.min(gone.length, come.length);
    for (const [i, now] of come.entries()) {
      const old = gone[i];
      if (old === undefined) diff.added.push(now);
      else diff.replaced.push({ item, before: old, after: now });
    }
    diff.removed.push(...gone.slice(pairs));
  }
  return diff;
}
