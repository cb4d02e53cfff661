import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { BulkPlan, BulkResult } from '#contract';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { StatusTag } from '../../shared/ui/StatusTag';
import classes from './BulkPage.module.css';
import { Why } from './BulkPage';

/** What became of each; the list can be taken along as a file. */
export function BulkOutcome({ plan, result }: { plan: BulkPlan; result: BulkResult }) {
  const { t, said, stateName } = useWords();
  const of = new Map(plan.included.map((i) => [i.nomination.id, i.nomination]));
  const done = result.results.filter((r) => r.answer !== null).length;
  const failed = result.results.length - done;
  const rows = result.results.map((r) => ({
    ...r,
    row: of.get(r.nomination),
    said: r.answer ? stateName(r.answer.state) : r.refusal ? said(r.refusal.message) : '',
  }));
  const download = (): void => {
    const lines = rows.map((r) => [r.row?.code ?? '', r.row?.subject.name ?? '', r.row?.unit.name ?? '', r.said]);
    const csv = lines.map((l) => l.map(cell).join(',')).join('\r\n');
    const url = URL.createObjectURL(new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' }));
    const link = Object.assign(document.createElement('a'), {
      href: url,
      download: `dong-y-${result.bulk.slice(0, 8)}.csv`,
    });
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Panel
      title={t('bulk.outcome', { done, failed })}
      side={
        <Button variant="default" onClick={download}>
          {t('bulk.export')}
        </Button>
      }
    >
      <ul className={classes.list}>
        {rows.map((r) => (
          <li key={r.nomination} className={classes.outcome}>
            <StatusTag tone={r.answer ? 'ok' : 'bad'}>{t(r.answer ? 'bulk.agreed' : 'bulk.notAgreed')}</StatusTag>{' '}
            <Link to="/ho-so/$id" params={{ id: r.nomination }}>
              {r.row?.subject.name}
            </Link>{' '}
            <span className={classes.soft}>
              {r.row?.code} · {r.refusal ? <Why refusal={r.refusal} /> : r.said}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** A cell that no spreadsheet takes for a formula. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}
