import type { SelectionView } from '#contract';
import { useWords } from '../../shared/labels';
import classes from './selections.module.css';

type Command = SelectionView['commands']['close'];

/** Why something cannot be done now, in the server's words; nothing where it can. */
export function WhyNot({ id, command }: { id?: string; command: Command }) {
  const { said } = useWords();
  if (command.refusal === null) return null;
  return (
    <p id={id} className={classes.soft}>
      {said(command.refusal.message)}
    </p>
  );
}
