import { useEffect, useId, useRef, type ReactNode } from 'react';
import classes from './councils.module.css';

/** A check page before what cannot be undone; the focus is on its heading. */
export function CheckSection({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={classes.check} aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  );
}
