import { useLayoutEffect, useRef } from 'react';

/** Keys by `event.code`: `Digit1` also answers to `Numpad1`. `Ctrl+` in front asks for Control or Command. */
export type KeyMap = Partial<Record<string, (event: KeyboardEvent) => void>>;

const stored = 'laurel.single-keys';

export const singleKeysOn = (): boolean => localStorage.getItem(stored) !== 'off';
export const switchSingleKeys = (on: boolean): void => localStorage.setItem(stored, on ? 'on' : 'off');

function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'file'].includes(target.type);
}

/**
 * False for every event that an input method (UniKey, EVKey: Telex, VNI) may have made, and for typing:
 * letters and digits then belong to the text, not to a command.
 */
export function mayBeCommand(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || event.repeat) return false;
  if (event.altKey || (event.shiftKey && !isArrow(event.code))) return false;
  if (isEditable(event.target)) return false;
  return document.querySelector('[role="dialog"]') === null;
}

function nameOf(event: KeyboardEvent): string {
  const code = event.code.replace(/^Numpad(\d)$/, 'Digit$1').replace('NumpadEnter', 'Enter');
  const name = event.shiftKey ? `Shift+${code}` : code;
  return event.ctrlKey || event.metaKey ? `Ctrl+${name}` : name;
}

const isArrow = (name: string): boolean => /^(?:Shift\+)?Arrow(?:Down|Up)$/.test(name);
const isSingle = (name: string): boolean => /^Digit\d$/.test(name);

/** A control that has the focus keeps the keys that it works with: arrows in a list of choices, the space bar on a button. */
function belongsToScreen(name: string, target: EventTarget | null): boolean {
  if (isArrow(name)) return !(target instanceof HTMLInputElement);
  if (name !== 'Space') return true;
  if (target instanceof HTMLElement && target.dataset['row'] !== undefined) return true;
  return !(
    target instanceof HTMLInputElement ||
    target instanceof HTMLButtonElement ||
    target instanceof HTMLAnchorElement
  );
}

/** Keys of a screen; silent while a dialog is open, while typing, and (digits) when switched off by the person. */
export function useKeys(map: KeyMap): void {
  const current = useRef(map);
  // With the picture, not after it: a key may follow at once, and is meant for what is seen.
  useLayoutEffect(() => {
    current.current = map;
  });
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const name = nameOf(event);
      const act = current.current[name];
      if (!act) return;
      const held = event.repeat && isArrow(name);
      if (!mayBeCommand(event) && !held) return;
      if (isSingle(name) && !singleKeysOn()) return;
      if (!belongsToScreen(name, event.target)) return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
