import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActAccepted, BallotView, DocumentView, SittingView } from '#contract';
import { cpuMs } from '../system/cpu.js';
import { percentile, rounded } from '../system/figures.js';
import { startProcess } from '../system/process.js';
import { progress } from '../system/progress.js';
import { startServer, TEMPLATE, topStatements, withEngine, type Server } from '../system/server.js';
import type { Officer } from '../system/world.js';
import { People } from './client.js';
import { populate, recommendAll, UNION, type Population } from './population.js';

/** Seconds from one answer of the API until every item of the act was performed. */
interface Act {
  /** Milliseconds until 202. */
  readonly acceptedMs: number;
  readonly doneSeconds: number;
  /** Processor time of API, worker and database in the same spans: on a shared machine this is what stays the same. */
  readonly acceptedCpuMs: number;
  readonly doneCpuSeconds: number;
}

interface Paper {
  readonly composeMs: number;
  readonly signMs: number;
}

/** What the bench prints. */
export interface ActFigures {
  readonly nominations: number;
  readonly ballot: Act & { readonly openMs: number; readonly paperP95Ms: number };
  readonly letter: Act & Paper;
  readonly decision: Act & Paper;
}

/** A season of nominations in one ballot of fifteen members, one letter and one decision document: HTTP, worker and database. */
export async function actsBench(quick: boolean): Promise<ActFigures> {
  const nominations = quick ? 100 : 1000;
  const server = await startServer();
  const api = startProcess(new URL('../system/api-process.js', import.meta.url), profiling());
  const worker = startProcess(new URL('./worker-process.js', import.meta.url), profiling());
  try {
    const place = { host: server.host, database: TEMPLATE };
    const population = await withEngine(place, (engine) => populate(engine, nominations));
    progress(`${String(nominations)} nominations wait for a ballot`);
    await server.settle(TEMPLATE);
    const dataDir = join(server.folder, 'data');
    const { url } = await api.ask<{ url: string }>({ ...place, poolSize: 10, dataDir });
    await worker.ask({ ...place, dataDir });
    const people = await People.signedIn(url, everybody(population));
    const bench = new Bench(server, population, people, [api.pid, worker.pid]);
    const ballot = await bench.ballot();
    const letter = await bench.document('TTr', UNION);
    await withEngine(place, (engine) => recommendAll(engine, population));
    progress('the federation has appraised them');
    const decision = await bench.document('QĐ', 0);
    if (process.env['BENCH_STATEMENTS'] !== undefined)
      for (const line of await topStatements(server, [TEMPLATE])) progress(line);
    return { nominations, ballot, letter, decision };
  } finally {
    await worker.end();
    await api.end();
    await server.close();
  }
}

/** BENCH_PROFILE names a folder for CPU profiles of API and worker. */
function profiling(): string[] {
  const folder = process.env['BENCH_PROFILE'];
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}

function everybody({ world, members }: Population): readonly Officer[] {
  return [...members, ...world.units.slice(0, UNION + 1).flatMap((u) => Object.values(u.officers).flat())];
}

class Bench {
  private readonly nominations: readonly string[];

  constructor(
    private readonly server: Server,
    private readonly made: Population,
    private readonly people: People,
    private readonly programs: readonly number[],
  ) {
    this.nominations = made.dossiers.map((d) => d.id);
  }

  /** Fifteen papers over everything; then closing, the entry, and the results handed out. */
  async ballot(): Promise<ActFigures['ballot']> {
    const secretary = this.made.members[1];
    if (secretary === undefined) throw new Error('a council without a secretary');
    const { people } = this;
    const sitting = await this.sitting(secretary);
    const path = `/api/sittings/${sitting.id}/ballots`;
    const opened = await people.send<BallotView>(secretary, ['POST', path], { body: {} });
    progress(`a ballot over ${String(this.nominations.length)} opened in ${String(Math.round(opened.ms))} ms`);
    const ballot = opened.body.id;
    const papers: number[] = [];
    for (const [i, member] of this.made.members.entries()) {
      const choices = Object.fromEntries(
        this.nominations.map((n, at) => [n, (i + at) % 9 === 0 ? 'disagree' : 'agree']),
      );
      const body = { receipt: randomBytes(16).toString('hex'), choices };
      papers.push((await people.send(member, ['PUT', `/api/ballots/${ballot}/paper`], { body })).ms);
    }
    const closing = () => people.send<BallotView>(secretary, ['POST', `/api/ballots/${ballot}/close`], { body: {} });
    const act = await this.act(closing, ({ act: id }) => id ?? '');
    return { ...act, openMs: Math.round(opened.ms), paperP95Ms: rounded(percentile(papers, 0.95), 1) };
  }

  private async sitting(secretary: Officer): Promise<SittingView> {
    const heldOn = new Date().toISOString().slice(0, 10);
    const plan = { body: { mode: 'electronic', heldOn } };
    const planned = `/api/councils/${this.made.council}/sittings`;
    const { id, version } = (await this.people.send<SittingView>(secretary, ['POST', planned], plan)).body;
    const agenda = { body: { nominations: this.nominations }, version };
    const listed = await this.people.send<SittingView>(secretary, ['PUT', `/api/sittings/${id}/agenda`], agenda);
    const attendance = this.made.members.map(({ member }) => ({ member, status: 'present' }));
    const present = { body: { attendance }, version: listed.body.version };
    return (await this.people.send<SittingView>(secretary, ['PUT', `/api/sittings/${id}/attendance`], present)).body;
  }

  /** Composed, signed and issued by a unit over everything that waits there. */
  async document(kind: 'TTr' | 'QĐ', unit: number): Promise<Act & Paper> {
    const { people } = this;
    const officers = this.made.world.units[unit]?.officers;
    const [clerk, signer] = [officers?.clerk[0], officers?.signer[0]];
    if (clerk === undefined || signer === undefined) throw new Error('a unit without officers');
    await people.elevate(clerk, signer);
    const body = { as: clerk.seat, kind, title: 'Khen thưởng năm 2026', nominations: this.nominations };
    const composed = await people.send<DocumentView>(clerk, ['POST', '/api/documents'], { body });
    const { id, version } = composed.body;
    const sign = { body: { as: signer.seat }, version };
    const signed = await people.send<DocumentView>(signer, ['POST', `/api/documents/${id}/sign`], sign);
    const issue = { body: { as: clerk.seat }, version: signed.body.version };
    const issuing = () => people.send<ActAccepted>(clerk, ['POST', `/api/documents/${id}/issue`], issue);
    const act = await this.act(issuing, (a) => a.act);
    return { ...act, composeMs: Math.round(composed.ms), signMs: Math.round(signed.ms) };
  }

  private async cpu(): Promise<number> {
    const text = 'select pid from pg_stat_activity where datname = $1';
    const backends = await this.server.sql<{ pid: number }>('postgres', text, [TEMPLATE]);
    return cpuMs([...this.programs, ...backends.map((b) => b.pid)]);
  }

  /** Times an act from the request that starts it; every one of its items must be done. */
  private async act<Body>(
    starting: () => Promise<{ body: Body; status: number; ms: number }>,
    idOf: (body: Body) => string,
  ): Promise<Act> {
    const [began, used] = [performance.now(), await this.cpu()];
    const { body, status, ms } = await starting();
    const accepted = (await this.cpu()) - used;
    if (status !== 202) throw new Error(`answered ${String(status)}`);
    const text = `select status, count(*)::int as n from act_item where act_id = $1 group by 1 order by 1`;
    for (;;) {
      const left = await this.server.sql<{ status: string; n: number }>(TEMPLATE, text, [idOf(body)]);
      if (left.every((l) => l.status !== 'waiting')) {
        const doneSeconds = rounded((performance.now() - began) / 1000, 1);
        if (left.length !== 1 || left[0]?.status !== 'done') throw new Error(JSON.stringify(left));
        progress(`202 after ${String(Math.round(ms))} ms, done after ${String(doneSeconds)} s`);
        const doneCpuSeconds = rounded(((await this.cpu()) - used) / 1000, 1);
        return { acceptedMs: Math.round(ms), doneSeconds, acceptedCpuMs: accepted, doneCpuSeconds };
      }
      await sleep(100);
    }
  }
}
