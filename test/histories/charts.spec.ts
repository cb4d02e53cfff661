import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  chartOf,
  councilProcedure,
  passageOf,
  quotaProcedure,
  standardProcedure,
  statusesOf,
  type FoldedEntry,
  type Nomination,
} from '#domain';
import { projectRoot } from '#platform';
import { two, version } from '../support/migrations.js';
import { postedByQuota } from '../support/state-order.js';

/** The histories that releases wrote can be drawn: every move lies on an edge of the chart of their procedure and route. */

const folder = join(projectRoot(), 'test/histories');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
const three = version(3, ...(two.stages[0]?.steps ?? []));
const procedures = [standardProcedure, two, three, councilProcedure, quotaProcedure, postedByQuota];

it.each(files.sort())('%s is drawn', (file) => {
  const { entries, row } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
    row: Nomination;
    entries: { canon: string }[];
  };
  const { id, version: number } = row.procedure;
  const procedure = procedures.find((p) => p.id === id && p.version === number);
  if (procedure === undefined) throw new Error(`no procedure ${id}@${String(number)}`);
  const chart = chartOf(procedure, row.context.route);
  const passage = passageOf(entries.map((e) => JSON.parse(e.canon) as FoldedEntry));
  const edges = chart.edges.map((e) => `${e.from} ${e.to}`);
  expect(passage.moves.length).toBeGreaterThan(1);
  expect(passage.moves.map((m) => `${m.from} ${m.to}`).filter((m) => !edges.includes(m))).toEqual([]);
  expect(passage.visits.filter((v) => v.left === null).map((v) => v.state)).toEqual([row.state]);
  const where = { state: row.state, returnTo: row.context.returnTo, route: row.context.route };
  const statuses = [...statusesOf(chart, passage, where)].filter(([, status]) => status === 'current');
  expect(statuses).toEqual([[row.state, 'current']]);
});
