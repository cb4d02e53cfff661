import type { NewNomination } from '#contract';
import type { UnitLevel } from '#domain';
import { attachFile, createNomination, perform } from '#engine';
import { Readable } from 'node:stream';
import type { TestApp } from './app.js';
import { ok, type Client } from './client.js';
import { done, idOf, order, Organisation } from './world-people.js';

export { PASSWORD } from './world-people.js';

const LEVELS: Record<string, [UnitLevel, string | null]> = {
  F: ['federation', null],
  C: ['level2_union', 'F'],
  G1: ['grassroots_union', 'C'],
  G2: ['grassroots_union', 'C'],
};

export interface Nominating {
  readonly unit?: string;
  /** Who nominates; the unit's clerk. */
  readonly clerk?: string;
  /** `paper`: entered by a clerk of a unit above. */
  readonly channel?: NewNomination['channel'];
  readonly award?: string;
  readonly year?: number;
  readonly occasion?: NewNomination['occasion'];
  readonly theme?: NewNomination['theme'];
  readonly simplified?: NewNomination['simplified'];
  readonly achievement?: NewNomination['achievement'];
  readonly subject?: string;
  /** Key of a unit that is nominated itself. */
  readonly collective?: string;
  readonly facts?: NewNomination['facts'];
  readonly statement?: string;
  readonly items?: readonly string[];
  /** Whether to submit; true. */
  readonly submit?: boolean;
}

/**
 * A federation in a test: F, under it C, under that G1 and G2, with a clerk, an appraiser and a signer in each, made by the
 * engine's own administration. People and units go by keys: `clerk.G1`, `G1`.
 */
export class World extends Organisation {
  /** A complete nomination of the unit's clerk, submitted unless told otherwise; made by the engine without HTTP. */
  async nominate(given: Nominating = {}): Promise<string> {
    const { unit = 'G1', award = 'UNION_CERT_VGCL', submit = true } = given;
    const clerk = this.as(given.clerk ?? `clerk.${unit}`);
    const template = TEMPLATES[award];
    const made = await createNomination(this.app.engine, clerk.person, {
      award,
      unit: this.unit(unit),
      channel: given.channel ?? 'electronic',
      subject:
        given.collective === undefined
          ? { type: 'person', id: given.subject ?? (await this.nominee(unit)) }
          : { type: 'unit', id: this.unit(given.collective) },
      year: given.year ?? 2026,
      occasion: given.occasion ?? template?.occasion ?? 'annual',
      ...(given.theme === undefined ? {} : { theme: given.theme }),
      ...(given.simplified === undefined ? {} : { simplified: given.simplified }),
      ...(given.achievement === undefined ? {} : { achievement: given.achievement }),
      facts: given.facts ?? template?.facts ?? {},
      statement: given.statement ?? 'Thành tích nổi bật trong phong trào',
    });
    const id = idOf(made as { id: string });
    let n = 1;
    for (const item of given.items ?? template?.items ?? []) n = await this.attach(clerk, id, item, n);
    if (submit) await this.submit(clerk, id, n);
    return id;
  }

  private async attach(clerk: Client, id: string, item: string, n: number): Promise<number> {
    const stored = await this.app.files.put(
      Readable.from([Buffer.from(`%PDF-1.4 ${item} ${id}`)]),
      'a.pdf',
      () => false,
    );
    const attached = await attachFile(
      this.app.engine,
      { person: clerk.person, ifMatch: n },
      { nomination: id, item },
      { ...stored, name: 'a.pdf' },
    );
    if (!('n' in attached)) throw new Error(JSON.stringify(attached));
    return attached.n;
  }

  private async submit(clerk: Client, nomination: string, n: number): Promise<void> {
    const as = clerk.seats[0]?.id ?? '';
    const { commandId, requestHash } = order();
    const actor = { person: clerk.person, as };
    done(
      await perform(this.app.engine, {
        nomination,
        commandId,
        actor,
        command: { type: 'Submit' },
        ifMatch: n,
        requestHash,
      }),
    );
  }

  /** The state of a nomination, with the keys of units in place of their ids. */
  async state(id: string): Promise<string> {
    const [row] = await this.app.sql<{ state: string }>('select state from nomination where id = $1', [id]);
    return this.named(row?.state ?? '');
  }

  /** `appraisal@<id>` as `appraisal@C`. */
  named(state: string): string {
    const [step, unit] = state.split('@');
    const key = Object.keys(this.units).find((k) => this.units[k] === unit);
    return key === undefined ? state : `${String(step)}@${key}`;
  }

  /** Whoever's turn it is recommends over HTTP, until the nomination is there: `climb(id, 'signature@C')`. */
  async climb(id: string, to: string): Promise<void> {
    for (let state = await this.state(id); state !== to; state = await this.state(id)) {
      const [step, unit] = state.split('@');
      if (unit === undefined) throw new Error(`${state} leads nowhere on the way to ${to}`);
      const reviewer = this.as(`${step === 'appraisal' ? 'appraiser' : 'signer'}.${unit}`);
      ok(await reviewer.command(id, { type: 'Recommend', opinion: 'Đồng ý với đề nghị' }));
    }
  }

  /** Composes, signs and issues a decision of F on nominations that wait for it; returns the document and its act. */
  async decision(
    nominations: readonly string[],
    unit = 'F',
  ): Promise<{ document: string; act: string; number: string }> {
    const document = await this.signed(nominations, unit);
    const issued = ok(await this.as(`clerk.${unit}`).deed<{ act: string; number: string }>(document, 'issue'));
    return { document, ...issued.body };
  }

  /** A signed document, with its clerk elevated for the issue. */
  async signed(nominations: readonly string[], unit = 'F'): Promise<string> {
    const [clerk, signer] = [await this.elevate(`clerk.${unit}`), await this.elevate(`signer.${unit}`)];
    const body = { as: clerk.seats[0]?.id, title: 'Quyết định khen thưởng', nominations };
    const { id } = ok(await clerk.post<{ id: string }>('/api/documents', body)).body;
    ok(await signer.deed(id, 'sign'));
    return id;
  }

  /** Moves the legal clock forward, over HTTP. */
  async clock(to: string): Promise<void> {
    ok(await this.as('clerk.F').post('/api/clock', { to }, { 'idempotency-key': order().commandId }));
  }
}

const dossier = ['submissionLetter', 'achievementReport', 'minutes'];
const TEMPLATES: Record<string, Required<Pick<Nominating, 'facts' | 'items' | 'occasion'>>> = {
  UNION_CERT_VGCL: {
    facts: { 'initiative.recognisedAppliedInStreak': { value: 2, item: 'achievementReport' } },
    items: dossier,
    occasion: 'annual',
  },
  UNION_CERT_VGCL_THEMATIC: {
    facts: {
      'theme.result': { value: 'outstanding', item: 'achievementReport' },
      'initiative.recognisedAppliedInYear': { value: 1, item: 'achievementReport' },
    },
    items: dossier,
    occasion: 'thematic',
  },
  UNION_CERT_LEVEL2: {
    facts: { 'initiative.recognisedAppliedInYear': { value: 1, item: 'achievementReport' } },
    items: dossier,
    occasion: 'annual',
  },
  UNION_MEDAL_KNC: {
    facts: { 'service.partTimeUnionYears': { value: 12, item: 'serviceRecordSelfDeclared' } },
    items: ['serviceRecordSelfDeclared', 'nomineeList'],
    occasion: 'service',
  },
};

/** F, C, G1, G2 and their officers. */
export async function world(app: TestApp): Promise<World> {
  const made = new World(app);
  for (const [key, [level, parent]] of Object.entries(LEVELS)) await made.open(key, level, parent);
  return made;
}
