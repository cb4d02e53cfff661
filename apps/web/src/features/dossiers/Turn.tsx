import type { Dossier, NominationView } from '#contract';
import { useWords } from '../../shared/labels';
import { Due } from '../../shared/ui/Due';
import classes from './Summary.module.css';

interface TurnProps {
  view: NominationView;
  dossier: Dossier;
}

/** Who must act now, by name, and by when. */
export function Turn({ view, dossier }: TurnProps) {
  const { t, word } = useWords();
  if (view.apart) return null;
  const due = view.deadlines.find((d) => d.step === view.state && d.state === 'pending');
  const where = view.waitingUnit?.name;
  return (
    <div className={classes.turn}>
      <h3>{t('file.turn.title')}</h3>
      {!where ? <p>{t('file.turn.finished')}</p> : null}
      {where && dossier.turn.length === 0 ? <p>{t('file.turn.nobody', { unit: where })}</p> : null}
      <ul>
        {dossier.turn.map((p) => (
          <li key={`${p.name} ${p.role} ${p.onBehalfOf ?? ''}`}>
            <strong>{p.name}</strong>
            {p.onBehalfOf ? ` (${t('file.turn.for', { name: p.onBehalfOf })})` : ''} ·{' '}
            <span className={classes.soft}>
              {word('role', p.role)}, {where}
            </span>
          </li>
        ))}
      </ul>
      {due ? (
        <p>
          {t('file.turn.until')} <Due at={due.dueAt} />
        </p>
      ) : null}
    </div>
  );
}
