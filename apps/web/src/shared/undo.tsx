import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { newKey } from './api';
import { sendCommand, useCommandKey } from './command';
import { useKeys } from './keys';
import { useWords } from './labels';
import { useSentence } from './ui/states';
import classes from './undo.module.css';

export interface UndoOffer {
  nomination: string;
  revision: number;
  seq: number;
  /** Acting seat of the decision. */
  as: string;
  /** Decisions of the same press on many. */
  others?: readonly { nomination: string; revision: number; seq: number }[];
  /** "Đã đồng ý – Đặng Ngọc Ưu". */
  said: string;
  /** End of the offer on this computer's clock. */
  until: number;
  onUndone?: () => void;
}

const Undo = createContext<(offer: UndoOffer) => void>(() => undefined);
export const useOfferUndo = (): ((offer: UndoOffer) => void) => use(Undo);

/** Holds the ten seconds in which the last decision can be taken back, on whatever screen the person is by then. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const [offer, setOffer] = useState<UndoOffer | null>(null);
  const make = useCallback((next: UndoOffer) => setOffer(next.until > Date.now() ? next : null), []);
  const gone = useCallback(() => setOffer(null), []);
  return (
    <Undo value={make}>
      {children}
      {offer ? <UndoBar key={`${offer.nomination}-${offer.seq}`} offer={offer} onGone={gone} /> : null}
    </Undo>
  );
}

function useSecondsLeft(until: number, onGone: () => void, paused: boolean): number {
  const [left, setLeft] = useState(() => Math.ceil((until - Date.now()) / 1000));
  useEffect(() => {
    if (paused) return;
    const timer = setInterval(() => {
      const seconds = Math.ceil((until - Date.now()) / 1000);
      if (seconds <= 0) onGone();
      else setLeft(seconds);
    }, 250);
    return () => clearInterval(timer);
  }, [until, onGone, paused]);
  return left;
}

function UndoBar({ offer, onGone }: { offer: UndoOffer; onGone: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const sentence = useSentence();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const { keyFor } = useCommandKey();
  const left = useSecondsLeft(offer.until, onGone, busy || error !== null);
  const undo = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const body = { type: 'Retract', as: offer.as, seq: offer.seq } as const;
    try {
      await sendCommand(offer.nomination, body, offer.revision, keyFor(body));
      for (const { nomination, revision, seq } of offer.others ?? []) {
        await sendCommand(nomination, { ...body, seq }, revision, newKey());
      }
      await client.invalidateQueries();
      offer.onUndone?.();
      onGone();
    } catch (e) {
      setError(e);
    } finally {
      setBusy(false);
    }
  };
  useKeys(useMemo(() => ({ 'Ctrl+KeyZ': () => void undo() }), [offer, busy]));
  return (
    <div className={classes.bar}>
      <span role="status">{error ? sentence(error) : offer.said}</span>
      {error ? (
        <Button variant="default" onClick={onGone}>
          {t('common.close')}
        </Button>
      ) : (
        <Button variant="default" loading={busy} onClick={() => void undo()} aria-keyshortcuts="Control+Z">
          {t('undo.button')} <span className={classes.left}>{t('undo.left', { seconds: left })}</span>
        </Button>
      )}
    </div>
  );
}
