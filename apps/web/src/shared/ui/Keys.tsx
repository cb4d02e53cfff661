import { useWords } from '../labels';
import classes from './Keys.module.css';

const keys = [
  ['↑ ↓', 'move'],
  ['Enter', 'open'],
  ['Space', 'mark'],
  ['Shift+↑ ↓', 'range'],
  ['1', 'approve'],
  ['2', 'return'],
  ['3', 'reject'],
  ['4', 'snooze'],
  ['1–5', 'pick'],
  ['1, 3, 7', 'days'],
  ['Ctrl+Enter', 'send'],
  ['Ctrl+Z', 'undo'],
  ['Esc', 'back'],
  ['F1', 'sheet'],
] as const;

/** Every key of the inbox and the decision panel; each is also a button. */
export function Keys() {
  const { t } = useWords();
  return (
    <dl className={classes.keys}>
      {keys.map(([key, name]) => (
        <div key={name}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{t(`keys.${name}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
