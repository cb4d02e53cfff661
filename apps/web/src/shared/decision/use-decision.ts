import { useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { useRef, useState } from 'react';
import type { CommandAnswer, NominationCommand, NominationView } from '#contract';
import { ApiError } from '../api';
import { sendCommand, useCommandKey } from '../command';
import { stateName } from '../labels';
import { meQuery } from '../queries';
import { sessionEnded } from '../session';
import { useOfferUndo } from '../undo';
import { draftKey, seatsOf } from './commands';
import type { Snoozing } from './SnoozeForm';

export type Mode = 'idle' | 'approve' | 'return' | 'reject' | 'recuse' | 'withdraw' | 'snooze';

export interface DecisionOptions {
  view: NominationView;
  reload: () => Promise<void>;
  onDecided?: (answer: CommandAnswer) => void;
  onUndone?: () => void;
  /** Where it may be put aside: in the inbox. */
  snoozing?: Snoozing;
}

/** The typed opinion outlives reloads and conflicts; it goes only when it was sent. */
function useOpinion(id: string) {
  const client = useQueryClient();
  const key = draftKey(client.getQueryData(meQuery.queryKey)?.person.id ?? '', id);
  const [opinion, keep] = useState(() => localStorage.getItem(key) ?? '');
  const setOpinion = (text: string): void => {
    keep(text);
    if (text === '') localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  };
  return { opinion, setOpinion };
}

/** Offers to take back what may be taken back, for as long as the server holds its effects. */
function useOffer({ view, onUndone }: DecisionOptions) {
  const offerUndo = useOfferUndo();
  return ({ type, as }: NominationCommand, answer: CommandAnswer): void => {
    if (type !== 'Recommend' && type !== 'Return' && type !== 'Reject') return;
    const held = Date.parse(answer.releasedAt) - Date.parse(answer.at);
    offerUndo({
      nomination: view.id,
      revision: answer.revision,
      seq: answer.seq,
      as,
      said: `${i18next.t(`undo.said.${type}`)} – ${view.subject.name} (${stateName(answer.state)})`,
      until: Date.now() + held,
      onUndone,
    });
  };
}

/** Sends one command at a time; a second press while one is under way does nothing. */
function useSend(view: NominationView, onSent: (command: NominationCommand, answer: CommandAnswer) => Promise<void>) {
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);
  const { keyFor, forget } = useCommandKey();
  const send = async (command: NominationCommand): Promise<boolean> => {
    if (underWay.current) return false;
    underWay.current = true;
    setBusy(true);
    setProblem(null);
    try {
      const answer = await sendCommand(view.id, command, view.revision, keyFor(command));
      forget();
      await onSent(command, answer);
      return true;
    } catch (error) {
      setProblem(error);
      if (error instanceof ApiError && error.status === 401) sessionEnded(true);
      return false;
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  };
  return { problem, setProblem, busy, send };
}

/** State of one decision panel. */
export function useDecision(options: DecisionOptions) {
  const { view, reload, onDecided } = options;
  const client = useQueryClient();
  const offer = useOffer(options);
  const { opinion, setOpinion } = useOpinion(view.id);
  const [mode, setMode] = useState<Mode>('idle');
  const [chosenSeat, setSeat] = useState<string | null>(null);
  /** Sends the open form; Ctrl+Enter anywhere in the panel calls it. */
  const sendOpenForm = useRef<(() => void) | null>(null);
  const seats = seatsOf(view);
  const seat = seats.find((s) => s.id === chosenSeat) ?? seats[0] ?? null;

  const { problem, setProblem, busy, send } = useSend(view, async (command, answer) => {
    // A confirmed criterion is not the decision: what was typed for that stays.
    if (command.type !== 'Confirm' && command.type !== 'Override') {
      setOpinion('');
      setMode('idle');
      offer(command, answer);
      onDecided?.(answer);
    }
    await reload();
    void client.invalidateQueries({ queryKey: ['inbox'] });
    void client.invalidateQueries({ queryKey: ['nominations'] });
  });

  const again = async (): Promise<void> => {
    setProblem(null);
    setMode('idle');
    await reload();
  };

  const seen = { step: view.state, evaluation: view.evaluation };
  return {
    view,
    snoozing: options.snoozing,
    opinion,
    setOpinion,
    mode,
    setMode,
    seats,
    seat,
    setSeat,
    problem,
    busy,
    send,
    sendOpenForm,
    again,
    seen,
  };
}

export type Decision = ReturnType<typeof useDecision>;
