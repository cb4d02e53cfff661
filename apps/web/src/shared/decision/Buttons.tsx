import { Button } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import type { CommandView } from '#contract';
import { useKeys, type KeyMap } from '../keys';
import { useWords } from '../labels';
import { inConflict, offered } from './commands';
import classes from './DecisionPanel.module.css';
import type { Decision, Mode } from './use-decision';

interface ButtonsProps {
  decision: Decision;
  disabled: boolean;
  keys: boolean;
  early?: () => string | null;
}

/** Approve, return, reject with their keys; or, in a conflict of interest, only to step aside. */
export function Buttons({ decision, disabled, keys, early }: ButtonsProps) {
  const { t, said, seatsInWords } = useWords();
  const { view, mode, setMode } = decision;
  const conflict = inConflict(view);
  const recommend = offered(view, 'Recommend');
  const open = (command: CommandView | null, next: Mode) => (): void => {
    if (command?.allowed && !disabled) setMode(next);
  };
  const back = (): void => setMode('idle');
  const choices: { next: Mode; key: string; command: CommandView | null; label: string }[] = [
    { next: 'approve', key: '1', command: recommend, label: t('decide.approve') },
    { next: 'return', key: '2', command: offered(view, 'Return'), label: t('decide.return') },
    { next: 'reject', key: '3', command: offered(view, 'Reject'), label: t('decide.reject') },
  ];
  const map: KeyMap = mode === 'idle' ? {} : { Escape: back };
  if (keys && !conflict && mode !== 'reject' && mode !== 'snooze') {
    for (const c of choices) map[`Digit${c.key}`] = open(c.command, c.next);
  }
  const mayAside = decision.snoozing?.until === null;
  if (keys && mayAside && mode === 'idle') map['Digit4'] = () => setMode('snooze');
  useKeys(map);
  usePressedEarly(early, map);
  const why = useId();
  const others = useId();
  const [more, setMore] = useState(false);
  const recuse = offered(view, 'Recuse');
  const choice = (c: (typeof choices)[number]) =>
    c.command ? (
      <Choice
        key={c.next}
        choice={c}
        command={c.command}
        why={why}
        disabled={disabled}
        onOpen={open(c.command, c.next)}
      />
    ) : null;
  return (
    <>
      {recommend && !recommend.allowed && recommend.refusal ? (
        <p id={why} className={classes.soft}>
          {t('decide.cannotApprove')} {said(recommend.refusal.message)}
          {recommend.refusal.clearedBy
            ? ` ${t('problem.clearedBy', { who: seatsInWords(recommend.refusal.clearedBy) })}`
            : ''}
        </p>
      ) : null}
      {conflict || mode !== 'idle' || !choices.some((c) => c.command) ? null : (
        <div className={`${classes.buttons} ${classes.sticky}`} data-more={more || undefined}>
          {choices.slice(0, 2).map(choice)}
          {/* Phones: two decisions in the bar, the others behind a word. */}
          <Button
            variant="default"
            className={classes.other}
            aria-expanded={more}
            aria-controls={others}
            onClick={() => setMore(!more)}
          >
            {t('decide.other')}
          </Button>
          <div id={others} className={classes.others}>
            {choices.slice(2).map(choice)}
            {mayAside ? (
              <Button variant="default" aria-keyshortcuts="4" onClick={() => setMode('snooze')}>
                {t('decide.snooze')}
                <kbd className={classes.key} aria-hidden>
                  4
                </kbd>
              </Button>
            ) : null}
          </div>
        </div>
      )}
      {recuse?.allowed && mode === 'idle' ? (
        <div>
          <Button variant={conflict ? 'filled' : 'subtle'} onClick={open(recuse, 'recuse')}>
            {t('decide.recuse')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** What a key that came before the panel asked for, once. It opens a form; nothing is sent by it. */
function usePressedEarly(early: (() => string | null) | undefined, map: KeyMap): void {
  useEffect(() => {
    const name = early?.();
    if (name) map[name]?.(new KeyboardEvent('keydown', { code: name }));
  });
}

interface ChoiceProps {
  choice: { next: Mode; key: string; label: string };
  command: CommandView;
  why: string;
  disabled: boolean;
  onOpen: () => void;
}

function Choice({ choice, command, why, disabled, onOpen }: ChoiceProps) {
  const { said } = useWords();
  const off = !command.allowed || disabled;
  const first = choice.next === 'approve';
  return (
    <Button
      variant={first && !off ? 'filled' : 'default'}
      aria-disabled={off}
      data-off={off || undefined}
      title={command.refusal ? said(command.refusal.message) : undefined}
      aria-describedby={first && off ? why : undefined}
      aria-keyshortcuts={choice.key}
      onClick={onOpen}
    >
      {choice.label}
      <kbd className={classes.key} aria-hidden>
        {choice.key}
      </kbd>
    </Button>
  );
}
