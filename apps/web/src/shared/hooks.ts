import { useEffect, useState, useSyncExternalStore } from 'react';

/** The value once it has rested: live search waits for the end of a Telex word. */
export function useRested<T>(value: T, ms = 250): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}

const phone = '(max-width: 48em)';

function subscribe(onChange: () => void): () => void {
  const media = matchMedia(phone);
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}

export const onPhone = (): boolean => matchMedia(phone).matches;
export const usePhone = (): boolean => useSyncExternalStore(subscribe, onPhone);

function onLine(onChange: () => void): () => void {
  addEventListener('online', onChange);
  addEventListener('offline', onChange);
  return () => {
    removeEventListener('online', onChange);
    removeEventListener('offline', onChange);
  };
}

export const useOnline = (): boolean => useSyncExternalStore(onLine, () => navigator.onLine);
