import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { CommandAnswer, NominationCommand, NominationView } from '#contract';
import { sendCommand, useCommandKey } from '../command';
import { stateName } from '../labels';
import { useOfferUndo } from '../undo';
import i18next from 'i18next';
import { draftKey, seatsOf } from './commands';

export type Mode = 'idle' | 'approve' | 'return' | 'reject' | 'recuse' | 'withdraw';

const retractable = new Set<NominationCommand['type']>(['Recommend', 'Return', 'Reject']);

export interface DecisionOptions {
  view: NominationView;
  reload: () => Promise<void>;
  onDecided?: (answer: CommandAnswer) => void;
  onUndone?: () => void;
}

function useOpinion(id: string) {
  const [opinion, keep] = useState(() => localStorage.getItem(draftKey(id)) ?? '');
  const setOpinion = (text: string): void => {
    keep(text);
    if (text === '') localStorage.removeItem(draftKey(id));
    else localStorage.setItem(draftKey(id), text);
  };
  return { opinion, setOpinion };
}

/** State of one decision panel. The typed opinion outlives reloads and conflicts; it goes only when it was sent. */
export function useDecision({ view, reload, onDecided, onUndone }: DecisionOptions) {
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const { opinion, setOpinion } = useOpinion(view.id);
  const [mode, setMode] = useState<Mode>('idle');
  const [chosenSeat, setSeat] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);
  /** Sends the open form; Ctrl+Enter anywhere in the panel calls it. */
  const sendOpenForm = useRef<(() => void) | null>(null);
  const { keyFor, forget } = useCommandKey();
  const seats = seatsOf(view);
  const seat = seats.find((s) => s.id === chosenSeat) ?? seats[0] ?? null;

  const offer = (command: NominationCommand, answer: CommandAnswer): void => {
    if (!retractable.has(command.type)) return;
    const wait = Date.parse(answer.releasedAt) - Date.parse(answer.at);
    const done = i18next.t(`undo.said.${command.type as 'Recommend' | 'Return' | 'Reject'}`);
    offerUndo({
      nomination: view.id,
      revision: answer.revision,
      seq: answer.seq,
      as: command.as,
      said: `${done} – ${view.subject.name} (${stateName(answer.state)})`,
      until: Date.now() + wait,
      ...(onUndone ? { onUndone } : {}),
    });
  };

  const send = async (command: NominationCommand, { keepOpinion = false } = {}): Promise<boolean> => {
    if (underWay.current) return false;
    underWay.current = true;
    setBusy(true);
    setProblem(null);
    try {
      const answer = await sendCommand(view.id, command, view.revision, keyFor(command));
      forget();
      if (keepOpinion) {
        await reload();
        return true;
      }
      setOpinion('');
      setMode('idle');
      offer(command, answer);
      onDecided?.(answer);
      await reload();
      await client.invalidateQueries({ queryKey: ['inbox'] });
      void client.invalidateQueries({ queryKey: ['nominations'] });
      return true;
    } catch (error) {
      setProblem(error);
      return false;
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  };

  const again = async (): Promise<void> => {
    setProblem(null);
    setMode('idle');
    await reload();
  };

  const seen = { step: view.state, evaluation: view.evaluation };
  return {
    view,
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
