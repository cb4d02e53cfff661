import type { ImportChoice } from '#contract';
import { uuidv5, type Canonical } from '#ledger';
import { administer, type Refused } from '../administration/record.js';
import { orderOf, type Request } from '../administration/request.js';
import { A_MINUTE } from '../db.js';
import type { Engine } from '../engine.js';
import { mayImport } from './files.js';
import type { ImportKind } from './kinds.js';
import { resolveRows } from './resolve.queries.js';

interface Row {
  id: string;
  kind: ImportKind;
  unit: string;
  starter: string;
  sha256: string;
  rows: number;
  accepted: number | null;
}

const fileText = `select id, kind, unit_id as unit, started_by as starter, encode(sha256, 'hex') as sha256, rows, accepted
  from import_file where id = $1::uuid and started_by = $2::uuid`;
const chosenText = `select count(*)::int as n, import_digest($1::uuid, $2::jsonb) as digest,
    coalesce((select jsonb_agg(x.line order by x.line) from (select r.line from import_row r where r.import_id = $1::uuid
      and $2::jsonb->'confirmed' @> to_jsonb(r.line) and r.errors <> '[]' order by r.line limit 100) x), '[]') as wrong
  from import_chosen($1::uuid, $2::jsonb)`;
const seatsText = `select line, refs->>'person' as person, refs->>'unit' as unit, data->>'role' as role, data->>'flags' as flags,
    data->>'validFrom' as "validFrom", data->>'validTo' as "validTo" from import_chosen($1::uuid, $2::jsonb) order by line`;

/**
 * Takes in the rows of a file that have no problem, and of the doubtful ones those that are confirmed, by one entry with the hash of the
 * file, their number and their digest. The rows are compared with the registers once more: `import-outdated` when another number is fit
 * now than was looked at, or when a confirmed one has a problem. Refuses also with `not-found`, `wrong-seat`, and `not-now` once taken in.
 */
export async function acceptImport(
  engine: Engine,
  request: Request & { readonly by: { readonly person: string } },
  id: string,
  { expected, confirmed, except }: ImportChoice,
): Promise<{ id: string } | Refused> {
  const choice = JSON.stringify({ confirmed, except });
  const fileOf = async (): Promise<Row | undefined> =>
    (await engine.db.query<Row>('import-file', fileText, [id, request.by.person]))[0];
  const outcome = await administer(engine, orderOf(request), {
    chain: async () => {
      const file = await fileOf();
      if (file === undefined) return { refusal: { refused: 'not-found' } };
      if (file.accepted === null) await resolveRows(engine, file);
      return file.kind === 'persons' || file.kind === 'seats' ? `acl:${file.unit}` : 'sys';
    },
    decide: async () => {
      const file = await fileOf();
      if (file === undefined) return { refusal: { refused: 'not-found' } };
      if (file.accepted !== null) return { refusal: { refused: 'not-now', observed: 'accepted' } };
      const actor = await mayImport(engine, request.by, file.kind, file.unit);
      if ('refusal' in actor) return actor;
      const { n, digest, wrong } = await chosen(engine, id, choice);
      if (n !== expected || n === 0 || wrong.length > 0) {
        const data = wrong.length === 0 ? {} : { data: { lines: wrong } };
        return { refusal: { refused: 'import-outdated', observed: String(n), needed: String(expected), ...data } };
      }
      const seats = file.kind === 'seats' ? await seatFacts(engine, request.commandId, id, choice) : [];
      return {
        actor,
        type: 'FileImported',
        fact: { import: id, kind: file.kind, unit: file.unit, file: file.sha256, rows: file.rows, accepted: n, digest },
        more: seats.map((s) => ({ type: 'SeatGranted', ...s })),
        texts: [],
        payload: { confirmed, except, seats, person: request.by.person },
        within: A_MINUTE,
      };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

interface Chosen {
  n: number;
  digest: string;
  /** Lines that were confirmed and have a problem. */
  wrong: number[];
}

async function chosen(engine: Engine, id: string, choice: string): Promise<Chosen> {
  const [found] = await engine.db.query<Chosen>('import-chosen', chosenText, [id, choice], A_MINUTE);
  if (found === undefined) throw new Error('no count');
  return found;
}

type SeatRow = Record<'person' | 'unit' | 'role' | 'validFrom', string> & {
  line: number;
  flags: string | null;
  validTo: string | null;
};

/** Every seat stands in the entry as if it had been granted alone: the check and the history read them there. */
async function seatFacts(
  engine: Engine,
  commandId: string,
  id: string,
  choice: string,
): Promise<Readonly<Record<string, Canonical | undefined>>[]> {
  const rows = await engine.db.query<SeatRow>('import-seats', seatsText, [id, choice], A_MINUTE);
  return rows.map(({ line, person, unit, role, flags, validFrom, validTo }) => ({
    seat: uuidv5(commandId, `seat/${String(line)}`),
    person,
    unit,
    role,
    flags: flags === null ? [] : flags.split(' '),
    validFrom,
    validTo: validTo ?? undefined,
  }));
}
