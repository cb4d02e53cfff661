import type { NomineeDraftsMade, NomineeList, NomineeRows } from '#contract';
import { ok, type Answer, type Client } from './client.js';
import type { World } from './world.js';

/** Brings Excel lists of nominees, looks at their rows and makes drafts of them, as somebody. */
export class NomineeLists {
  constructor(
    private readonly w: World,
    private readonly who: Client,
    private readonly given: Readonly<Record<string, string>> = {},
  ) {}

  upload<Body = NomineeList>(bytes: Buffer, over: Readonly<Record<string, string>> = {}): Promise<Answer<Body>> {
    const body = new FormData();
    body.set('file', new Blob([new Uint8Array(bytes)]), 'danh-sach.xlsx');
    const query = new URLSearchParams({
      award: 'UNION_CERT_VGCL',
      unit: this.w.unit('G1'),
      subjectType: 'individual',
      year: '2026',
      ...this.given,
      ...over,
    });
    return this.who.send<Body>('POST', `/api/nominee-lists?${query.toString()}`, { body });
  }

  async read(bytes: Buffer, over: Readonly<Record<string, string>> = {}): Promise<NomineeList> {
    return ok(await this.upload(bytes, over)).body;
  }

  async list(id: string): Promise<NomineeList> {
    return ok(await this.who.get<NomineeList>(`/api/nominee-lists/${id}`)).body;
  }

  async rows(id: string, which = 'wrong'): Promise<NomineeRows['rows']> {
    return ok(await this.who.get<NomineeRows>(`/api/nominee-lists/${id}/rows?which=${which}&limit=100`)).body.rows;
  }

  /** Line, then field and code of each problem, and the line that it repeats. */
  async problems(id: string, which = 'wrong'): Promise<(number | string)[][]> {
    const said = (p: NomineeRows['rows'][number]['problems'][number]): string =>
      `${p.field} ${p.code}${p.line === undefined ? '' : ` ${String(p.line)}`}`;
    return (await this.rows(id, which)).map((r) => [r.line, ...r.problems.map(said)]);
  }

  columns(id: string, columns: readonly (string | null)[], convert = false): Promise<Answer<NomineeList>> {
    return this.who.send('PUT', `/api/nominee-lists/${id}/columns`, { body: { columns, convert } });
  }

  drafts(id: string, expected: number, confirmed: readonly number[] = []): Promise<Answer<NomineeDraftsMade>> {
    return this.who.post(`/api/nominee-lists/${id}/drafts`, { expected, confirmed });
  }
}
