import { useRef } from 'react';
import type { InboxRow } from '#contract';
import { useKeys } from '../../shared/keys';
import { BulkBar } from './BulkBar';
import classes from './InboxPage.module.css';
import { neighbour } from './neighbour';
import { Rows } from './Rows';
import { useInboxFilter } from './search';
import { SidePanel } from './SidePanel';
import { useSitting } from './sitting';
import { useMarks } from './use-marks';
import { useSelection } from './use-selection';

interface PanesProps {
  rows: InboxRow[];
  greyed: boolean;
  /** False while the rows are still those of the former filter. */
  settled: boolean;
  /** All that waits, shown or not. */
  waiting: number;
  onMore: () => void;
}

/** How near the end of the loaded rows the next page is fetched. */
const ahead = 15;

/** List left, decision right. The selection is in the address; a decided row hands over to the next one. */
export function TwoPanes({ rows, greyed, settled, waiting, onMore }: PanesProps) {
  const { tab } = useInboxFilter();
  const list = useRef<HTMLDivElement>(null);
  const { shown, select, open, place } = useSelection(rows, list, settled);
  const marks = useMarks(rows);
  const sitting = useSitting();
  const move = (by: number, marking: boolean): void => {
    const from = rows[place];
    const next = rows[place < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, place + by))];
    if (!next) return;
    if (marking && from) marks.put([from.id, next.id]);
    select(next.id, true);
    if (place + ahead > rows.length) onMore();
  };
  useKeys({
    ArrowDown: () => move(1, false),
    ArrowUp: () => move(-1, false),
    'Shift+ArrowDown': () => move(1, true),
    'Shift+ArrowUp': () => move(-1, true),
    ...(tab === undefined && shown ? { Space: () => marks.toggle(shown) } : {}),
    ...(marks.ids.length > 0 ? { Escape: marks.clear } : {}),
  });
  const left = useRef<ReadonlySet<string>>(new Set());
  /** Rows that were acted on leave; if the open one is among them its neighbour opens by itself. */
  const handOver = (ids: readonly string[]): void => {
    left.current = new Set([...rows.map((r) => r.id).filter((id) => left.current.has(id)), ...ids]);
    if (!shown) return;
    const next = ids.includes(shown) ? neighbour(rows, shown, left.current)?.id : shown;
    if (next) select(next, true);
  };
  const row = rows[place];
  return (
    <div className={classes.panes}>
      <div ref={list} className={greyed ? classes.greyed : undefined}>
        <BulkBar rows={rows} marks={marks} onGone={handOver} />
        <Rows
          rows={rows}
          shown={shown}
          marks={marks}
          onSelect={select}
          onOpen={open}
          waiting={waiting}
          sitting={sitting}
        />
      </div>
      {shown ? (
        <SidePanel
          key={shown}
          id={shown}
          listed={place >= 0}
          keys={tab === undefined || tab === 'snoozed'}
          snoozedUntil={row?.snoozedUntil ?? null}
          onDecided={() => {
            sitting.add(1);
            handOver([shown]);
          }}
          onSnoozed={() => handOver([shown])}
          onUndone={() => {
            sitting.add(-1);
            left.current = new Set([...left.current].filter((id) => id !== shown));
            select(shown, true);
          }}
        />
      ) : null}
    </div>
  );
}
