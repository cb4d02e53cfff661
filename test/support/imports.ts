import type { ImportRows, ImportView } from '#contract';
import { key } from './councils.js';
import { ok, type Answer, type Client } from './client.js';
import type { World } from './world.js';

type Kind = ImportView['kind'];

/** Brings files, looks at their rows and takes them in, as somebody. */
export class Imports {
  constructor(
    private readonly w: World,
    private readonly who: Client,
    private readonly unit = 'F',
  ) {}

  upload<Body = ImportView>(kind: Kind, csv: string | Buffer): Promise<Answer<Body>> {
    const body = new FormData();
    body.set('file', new Blob([new Uint8Array(Buffer.from(csv))], { type: 'text/csv' }), 'danh-sach.csv');
    return this.who.send<Body>('POST', `/api/imports?kind=${kind}&unit=${this.w.unit(this.unit)}`, { body });
  }

  async read(kind: Kind, csv: string | Buffer): Promise<ImportView> {
    return ok(await this.upload(kind, csv)).body;
  }

  async rows(id: string, which = 'wrong'): Promise<ImportRows['rows']> {
    return ok(await this.who.get<ImportRows>(`/api/imports/${id}/rows?which=${which}&limit=100`)).body.rows;
  }

  /** Line, then column and code of each problem, and the line that it repeats. */
  async problems(id: string, which = 'wrong'): Promise<(number | string)[][]> {
    const rows = await this.rows(id, which);
    const said = (p: ImportRows['rows'][number]['problems'][number]): string =>
      `${p.column} ${p.code}${p.line === undefined ? '' : ` ${String(p.line)}`}`;
    return rows.map((r) => [r.line, ...r.problems.map(said)]);
  }

  accept(id: string, choice: object, headers = key()): Promise<Answer<ImportView>> {
    return this.who.post<ImportView>(`/api/imports/${id}/accept`, choice, headers);
  }
}
