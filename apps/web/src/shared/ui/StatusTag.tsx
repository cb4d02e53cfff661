import classes from './StatusTag.module.css';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'plain';
const signs: Record<Tone, string> = { ok: '✓', warn: '!', bad: '✕', info: '●', plain: '–' };

/** A state as word, sign and colour. Its colours are fixed pairs, checked for contrast. */
export function StatusTag({ tone, children, sign }: { tone: Tone; children: string; sign?: string }) {
  return (
    <span className={classes.tag} data-tone={tone}>
      <span aria-hidden>{sign ?? signs[tone]}</span> {children}
    </span>
  );
}

/** The sign alone, for the start of a row; its meaning is in the text beside it. */
export function Sign({ tone, sign }: { tone: Tone; sign?: string }) {
  return (
    <span className={classes.sign} data-tone={tone} aria-hidden>
      {sign ?? signs[tone]}
    </span>
  );
}
