import { useRef } from 'react';
import type { CommandAnswer, NominationCommand } from '#contract';
import { call, newKey } from './api';

/** One key per content: the same button pressed twice is one command; another content is another command. */
export function useCommandKey(): { keyFor: (content: unknown) => string; forget: () => void } {
  const last = useRef<{ content: string; key: string } | null>(null);
  return {
    keyFor: (content) => {
      const written = JSON.stringify(content);
      if (last.current?.content !== written) last.current = { content: written, key: newKey() };
      return last.current.key;
    },
    forget: () => {
      last.current = null;
    },
  };
}

export function sendCommand(
  nomination: string,
  body: NominationCommand,
  ifMatch: string | number,
  key: string,
): Promise<CommandAnswer> {
  return call<CommandAnswer>('POST', `/nominations/${encodeURIComponent(nomination)}/commands`, {
    body,
    key,
    ifMatch: typeof ifMatch === 'number' ? `"${ifMatch}"` : ifMatch,
  });
}
