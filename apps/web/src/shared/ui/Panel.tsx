import { useId, type ReactNode } from 'react';
import classes from './Panel.module.css';

/** A bordered part of a screen with its own heading. */
export function Panel({ title, side, children }: { title?: string; side?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={title ? id : undefined}>
      {title ? (
        <div className={classes.head}>
          <h2 id={id}>{title}</h2>
          {side}
        </div>
      ) : null}
      {children}
    </section>
  );
}

/** A wide table scrolls inside its own named region, never the page. */
export function Scrolled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.scrolled} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
