import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { SelectionView } from '#contract';
import { useWords } from '../../shared/labels';
import { Scrolled } from '../../shared/ui/Panel';
import { StatusTag } from '../../shared/ui/StatusTag';
import table from '../../shared/ui/table.module.css';
import classes from './selections.module.css';

type Row = SelectionView['rows'][number];

interface RankedProps {
  selection: SelectionView;
  /** Opens the form that moves a row; absent where nobody moves anything. */
  onMove?: ((nomination: string) => void) | undefined;
}

/** The order with the values that broke ties, and the line where the places end. */
export function Ranked({ selection: s, onMove }: RankedProps) {
  const { t } = useWords();
  const cut = s.rows.findIndex((r) => !r.selected);
  const columns = onMove ? 6 : 5;
  return (
    <Scrolled label={t('selections.heading')}>
      <table className={`${table.table ?? ''} ${classes.ranked ?? ''}`}>
        <thead>
          <tr>
            <th scope="col">{t('selections.rank')}</th>
            <th scope="col">{t('inbox.who')}</th>
            <th scope="col">{t(s.by === 'score' ? 'selections.scoreVotes' : 'selections.votes')}</th>
            <th scope="col">{t('selections.ties')}</th>
            <th scope="col">{t(s.closed ? 'selections.result' : 'selections.expected')}</th>
            {onMove ? (
              <th scope="col">
                <span className={classes.away}>{t('selections.move')}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {s.rows.map((row, i) => (
            <Fragment key={row.nomination}>
              {i === cut && s.quota ? (
                <tr className={classes.cut}>
                  <th scope="rowgroup" colSpan={columns}>
                    — {t('selections.cut')} —
                  </th>
                </tr>
              ) : null}
              <Line row={row} selection={s} onMove={onMove} />
            </Fragment>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

function Line({ row, selection: s, onMove }: RankedProps & { row: Row }) {
  const { t } = useWords();
  const moved = s.hand.findLast((h) => h.type === 'RankingMoved' && h.items[0]?.nomination === row.nomination);
  return (
    <tr>
      <td>{row.rank}</td>
      <td>
        <Link to="/ho-so/$id" params={{ id: row.nomination }}>
          {row.subject}
        </Link>
        <span className={table.sub}>
          {row.unit} · {row.code}
        </span>
        {moved ? <span className={table.sub}>{t('selections.movedBy', { by: moved.by })}</span> : null}
      </td>
      <td className={classes.short}>
        {s.by === 'score' ? <span>{row.score ?? '–'}</span> : null}
        <span className={s.by === 'score' ? table.sub : undefined}>
          {row.votes ? t('selections.votesOf', row.votes) : t('selections.noVotes')}
        </span>
      </td>
      <td>
        <Broken row={row} selection={s} />
      </td>
      <td>
        <StatusTag tone={row.selected ? 'ok' : 'plain'}>
          {t(row.selected ? 'selections.selected' : 'selections.notSelected')}
        </StatusTag>
      </td>
      {onMove ? (
        <td>
          <Button
            variant="default"
            aria-label={t('selections.moveOf', { name: row.subject })}
            onClick={() => onMove(row.nomination)}
          >
            {t('selections.move')}
          </Button>
        </td>
      ) : null}
    </tr>
  );
}

const known = ['women', 'womenCollective', 'directWorker'] as const;

/** "Bằng điểm", and of the tie-breaks first those that separated this row from its neighbours. */
function Broken({ row, selection: s }: { row: Row; selection: SelectionView }) {
  const { t } = useWords();
  const tie = (name: string): string => {
    const word = known.find((k) => k === name);
    return word === undefined ? name : t(`selections.tie.${word}`);
  };
  const valued = (name: string): string => `${tie(name)}: ${t(row.ties[name] ? 'selections.yes' : 'selections.no')}`;
  const undecided = s.undecided.some((u) => u.items.some((i) => i.nomination === row.nomination));
  const others = Object.keys(row.ties).filter((name) => !row.brokenBy.includes(name));
  return (
    <>
      {row.equal > 0 ? (
        <span className={classes.equal}>
          {t(s.by === 'score' ? 'selections.equalScore' : 'selections.equalPlace', { count: row.equal })}
        </span>
      ) : null}
      {row.brokenBy.length > 0 ? (
        <strong className={classes.broke}>{row.brokenBy.map(valued).join(' · ')}</strong>
      ) : null}
      {undecided ? <span className={classes.broke}>{t('selections.stillEqual')}</span> : null}
      {others.length > 0 ? <span className={table.sub}>{others.map(valued).join(' · ')}</span> : null}
    </>
  );
}
