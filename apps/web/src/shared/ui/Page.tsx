import { useEffect, useRef, type ReactNode } from 'react';
import classes from './Page.module.css';

interface PageProps {
  title: string;
  /** Beside the title: filters, a button. */
  tools?: ReactNode;
  /** Above the title, small. */
  above?: ReactNode;
  children: ReactNode;
}

/** A screen with its heading. When the focused element vanished with the screen before, the heading takes the focus. */
export function Page({ title, tools, above, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Laurel`;
  }, [title]);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <div className={classes.head}>
        <div>
          {above ? <div className={classes.above}>{above}</div> : null}
          <h1 ref={heading} tabIndex={-1} className={classes.title}>
            {title}
          </h1>
        </div>
        {tools ? <div className={classes.tools}>{tools}</div> : null}
      </div>
      {children}
    </>
  );
}
