import { useEffect, useRef } from 'react';
import { useWords } from '../labels';
import classes from './ErrorSummary.module.css';

export interface FieldError {
  field: string;
  text: string;
}

/** Errors on top of a form, linked to their fields; takes the focus each time it is renewed. */
export function ErrorSummary({ errors }: { errors: FieldError[] }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div className={classes.summary} role="alert" tabIndex={-1} ref={box}>
      <h3>{t('problem.checkThese')}</h3>
      <ul>
        {errors.map((e) => (
          <li key={e.field + e.text}>
            <a
              href={`#${e.field}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(e.field)?.focus();
              }}
            >
              {e.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
