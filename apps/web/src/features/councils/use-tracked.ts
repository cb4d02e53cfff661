import { useState } from 'react';

/**
 * The item that the secretary has on the screens. While somebody fills in a paper (`busy`) it is not exchanged: `offered` tells that
 * another one is there, and `follow` takes it.
 */
export function useTracked(current: string | null, busy: boolean) {
  const [shown, setShown] = useState(current);
  if (!busy && shown !== current) setShown(current);
  return { shown: busy ? shown : current, offered: busy && shown !== current, follow: () => setShown(current) };
}
