import { dossierItemLabel, factDefinition } from '#domain';
import type { Supplement } from '#contract';
import type { DisplayRow } from './view.queries.js';

const parts: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  facts: { vi: 'số liệu', en: 'figures' },
  statement: { vi: 'báo cáo thành tích (nội dung)', en: 'statement of achievement (text)' },
};

/** The label of what a supplement may ask for: a dossier item, a fact, all facts, or the statement. */
function labelOf(item: string): { vi: string; en: string } {
  const { vi, en } = dossierItemLabel(item) ?? factDefinition(item)?.label ?? parts[item] ?? { vi: item, en: item };
  return { vi, en };
}

/** Every request for a supplement that was not taken back; what was asked for with the same reason before is marked. */
export function supplementsOf({ entries }: Pick<DisplayRow, 'entries'>): Supplement[] {
  const asked: Supplement[] = [];
  for (const { seq, at, by, facts } of entries) {
    for (const fact of facts ?? []) {
      if (fact.type === 'Retracted' && asked.at(-1)?.seq === fact.seq + 1) asked.pop();
      if (fact.type === 'Resubmitted') {
        const open = asked.pop();
        if (open !== undefined) asked.push({ ...open, answeredBy: fact.revision });
      }
      if (fact.type !== 'Returned') continue;
      const before = new Set(asked.flatMap((s) => s.items.map(keyOf)));
      const items = fact.items.map(({ item, code }) => ({
        item,
        label: labelOf(item),
        code,
        repeated: before.has(keyOf({ item, code })),
      }));
      asked.push({ seq, at, by: by ?? 'system', step: fact.step, dueAt: fact.deadline.dueAt, items, answeredBy: null });
    }
  }
  return asked;
}

function keyOf({ item, code }: { readonly item: string; readonly code: string }): string {
  return `${item} ${code}`;
}
