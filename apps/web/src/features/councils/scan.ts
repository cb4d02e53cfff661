import type { BallotScan } from '#contract';
import { ApiError, problemOf } from '../../shared/api';

/** Stores the scanned minutes of a ballot on paper; the totals name it by hash and size. */
export async function sendScan(ballot: string, file: File): Promise<BallotScan> {
  const body = new FormData();
  body.append('file', file);
  const answer = await fetch(`/api/ballots/${ballot}/scan`, { method: 'POST', body, credentials: 'same-origin' }).catch(
    () => {
      throw new ApiError(0, null);
    },
  );
  const text = await answer.text();
  if (!answer.ok) throw new ApiError(answer.status, problemOf(text));
  return JSON.parse(text) as BallotScan;
}
