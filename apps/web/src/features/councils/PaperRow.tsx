import { Link } from '@tanstack/react-router';
import type { BallotView } from '#contract';
import { useWords } from '../../shared/labels';
import { StatusTag } from '../../shared/ui/StatusTag';
import classes from './councils.module.css';
import type { Choice } from './use-paper';

const marks = ['agree', 'disagree', 'none'] as const;

interface RowProps {
  line: NonNullable<BallotView['paper']>[number];
  place: number;
  choice: Choice | undefined;
  onChoose: (choice: Choice) => void;
  /** Whether the secretary has it on the screens. */
  current: boolean;
}

/** A nominee with three large choices. */
export function PaperRow({ line, place, choice, onChoose, current }: RowProps) {
  const { t } = useWords();
  return (
    <li>
      <fieldset className={classes.row} data-current={current}>
        <legend>
          {place}. {line.subject} <span className={classes.soft}>{line.code}</span>{' '}
          {current ? <StatusTag tone="info">{t('councils.now')}</StatusTag> : null}
        </legend>
        <div className={classes.choices}>
          {marks.map((mark) => (
            <label key={mark} className={classes.choice} data-on={choice === mark}>
              <input type="radio" name={line.nomination} checked={choice === mark} onChange={() => onChoose(mark)} />
              {t(`councils.choice.${mark}`)}
            </label>
          ))}
        </div>
        <Link to="/ho-so/$id" params={{ id: line.nomination }} target="_blank">
          {t('councils.summaryOf')}
        </Link>
      </fieldset>
    </li>
  );
}
