import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SelectionView, TieDecision } from '#contract';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { StatusTag } from '../../shared/ui/StatusTag';
import { Reason } from './Reason';
import classes from './selections.module.css';
import { useChange } from './use-change';
import { WhyNot } from './WhyNot';

type Group = SelectionView['undecided'][number];

/** Equals whom nothing separates, named; whoever ranks puts them in an order, with a reason. */
export function Ties({ selection, reload }: { selection: SelectionView; reload: () => Promise<void> }) {
  const { t } = useWords();
  const { undecided, commands } = selection;
  if (undecided.length === 0) return null;
  return (
    <Panel title={t('selections.undecided')}>
      {undecided.map((group) => (
        <Tie key={group.items.map((i) => i.nomination).join()} group={group} selection={selection} reload={reload} />
      ))}
      <WhyNot command={commands.decideTie} />
    </Panel>
  );
}

function Tie({ group, selection, reload }: { group: Group; selection: SelectionView; reload: () => Promise<void> }) {
  const { t } = useWords();
  const [order, setOrder] = useState(group.items);
  const [open, setOpen] = useState(false);
  const decide = useChange<TieDecision>({ selection, what: 'ties', reload, onDone: () => setOpen(false) });
  const up = (i: number): void => setOrder(order.toSpliced(i - 1, 2, ...order.slice(i - 1, i + 1).reverse()));
  const names = group.items.map((i) => `${i.subject} (${i.code})`).join(', ');
  if (!open)
    return (
      <div className={classes.tie}>
        <p>
          <StatusTag tone={group.atCut ? 'warn' : 'info'}>
            {t(group.atCut ? 'selections.tieAtCut' : 'selections.tieElsewhere')}
          </StatusTag>{' '}
          {names}
        </p>
        {selection.commands.decideTie.allowed ? (
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('selections.decideTie')}
          </Button>
        ) : null}
      </div>
    );
  return (
    <div className={classes.form}>
      <ol className={classes.order} aria-label={t('selections.tieOrder')}>
        {order.map((item, i) => (
          <li key={item.nomination} className={classes.line}>
            <span>
              {i + 1}. {item.subject} <span className={classes.soft}>{item.code}</span>
            </span>
            <Button
              variant="default"
              px="sm"
              disabled={i === 0}
              aria-label={t('selections.tieUp', { name: item.subject })}
              onClick={() => up(i)}
            >
              ↑
            </Button>
          </li>
        ))}
      </ol>
      <Reason
        id={`tie-${group.items[0]?.code ?? ''}`}
        label={t('selections.tieReason')}
        send={t('selections.tieNow')}
        pending={decide.isPending}
        error={decide.error}
        onSend={(reason) => decide.mutate({ order: order.map((i) => i.nomination), reason })}
        onBack={() => setOpen(false)}
      />
    </div>
  );
}
