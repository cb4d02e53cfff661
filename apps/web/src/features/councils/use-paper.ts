import { useEffect, useRef, useState } from 'react';
import type { Paper, PaperReceived } from '#contract';
import { ApiError, call, newKey } from '../../shared/api';
import { newReceipt } from './receipts';

export type Choice = Paper['choices'][string];

/** A paper on its way: the same body under the same key, however often the line drops. */
interface Sending {
  readonly key: string;
  readonly body: Paper;
}

const pause = 3_000;
const lost = (error: unknown): boolean => error instanceof ApiError && (error.status === 0 || error.status >= 502);

/** Sends a paper as a whole and once. It stands in memory only: no storage of the browser holds a choice. */
export function usePaper(ballot: string, onReceived: () => Promise<void>) {
  const [sending, setSending] = useState<Sending | null>(null);
  const [retrying, setRetrying] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [receipt, setReceipt] = useState<string | null>(null);
  const received = useRef(onReceived);
  useEffect(() => {
    received.current = onReceived;
  });
  useEffect(() => {
    if (!sending) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const done = (): void => {
      setSending(null);
      setRetrying(false);
    };
    const attempt = async (): Promise<void> => {
      try {
        await call<PaperReceived>('PUT', `/ballots/${ballot}/paper`, sending);
        if (over) return;
        setReceipt(sending.body.receipt);
        done();
        await received.current();
      } catch (e) {
        if (over) return;
        if (lost(e)) {
          setRetrying(true);
          timer = setTimeout(() => void attempt(), pause);
        } else {
          setError(e);
          done();
        }
      }
    };
    void attempt();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [sending, ballot]);
  const send = (choices: Paper['choices']): void => {
    setError(null);
    setSending({ key: newKey(), body: { receipt: newReceipt(), choices } });
  };
  return { send, sending: sending !== null, retrying, error, receipt };
}
