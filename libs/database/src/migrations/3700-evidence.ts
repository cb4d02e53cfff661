import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A dossier item holds several files, in their order. */
export class Evidence3700000000000 implements MigrationInterface {
  readonly name = 'Evidence3700000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(several);
    await db.query(reopening);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const several = `
update dossier_draft d set files = coalesce((select jsonb_object_agg(x.key, jsonb_build_array(x.value)) from jsonb_each(d.files) x), '{}');
`;

/** A supplement may name a dossier item, a fact, all facts, or the statement. */
const reopening = `
-- What an earlier supplement left behind stays only where this one asks for it; the rest is as it was frozen.
create or replace function open_draft(p_nomination uuid, p_revision integer, p_items text[]) returns void language sql
  set search_path = pg_catalog, public, pg_temp as $$
  update public.dossier_draft d set open = true, open_items = p_items, n = d.n + 1,
      facts = case when 'facts' = any (p_items) then d.facts else coalesce(
        (select jsonb_object_agg(x.key, x.value) from jsonb_each(v.content::jsonb->'facts') x where x.key <> all (p_items)), '{}')
        || coalesce((select jsonb_object_agg(x.key, x.value) from jsonb_each(d.facts) x where x.key = any (p_items)), '{}') end,
      statement = case when 'statement' = any (p_items) then d.statement else v.content::jsonb->>'statement' end,
      files = coalesce((select jsonb_object_agg(f.item, f.ids) from (
          select x->>'item' as item, jsonb_agg(x->'id' order by n) as ids
          from jsonb_array_elements(v.files) with ordinality y (x, n) where x->>'item' <> all (p_items) group by 1) f), '{}')
        || coalesce((select jsonb_object_agg(x.key, x.value) from jsonb_each(d.files) x where x.key = any (p_items)), '{}')
    from public.dossier_version v
    where d.nomination_id = p_nomination and v.nomination_id = p_nomination and v.revision = p_revision;
$$;
`;
