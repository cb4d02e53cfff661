import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Award, Person } from '#contract';
import { day } from '../../../shared/format';
import { useRested } from '../../../shared/hooks';
import { useWords } from '../../../shared/labels';
import { personsQuery, unitsQuery } from '../../../shared/queries';
import { Panel } from '../../../shared/ui/Panel';
import { Failed, Loading } from '../../../shared/ui/states';
import type { AwardChoice } from './AwardStep';
import classes from './new.module.css';
import { NewPersonForm } from './NewPersonForm';
import { isPersonal } from './subject-types';

export interface Subject {
  type: 'person' | 'unit';
  id: string;
  name: string;
}

interface SubjectStepProps {
  award: Award;
  choice: AwardChoice;
  picked: Subject | null;
  onPick: (subject: Subject | null) => void;
}

/** The register is searched first; a person is created only when nobody fits. Who is picked stands alone until another is looked for. */
export function SubjectStep({ award, choice, picked, onPick }: SubjectStepProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [creating, setCreating] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const again = (): void => {
    onPick(null);
    search.current?.focus();
  };
  const q = useRested(typed).trim();
  const personal = isPersonal(choice.subjectType);
  return (
    <Panel title={personal ? t('create.step.subject') : t('create.pickUnit')}>
      <TextInput
        ref={search}
        type="search"
        label={personal ? t('create.searchPerson') : t('create.searchUnit')}
        description={t('create.searchHint')}
        value={typed}
        onChange={(e) => {
          setTyped(e.currentTarget.value);
          onPick(null);
        }}
      />
      {personal ? (
        <People q={q} award={award} choice={choice} picked={picked} onPick={onPick} />
      ) : (
        <UnitList q={q} picked={picked} onPick={onPick} />
      )}
      {picked ? (
        <div>
          <Button variant="default" onClick={again}>
            {t('create.another')}
          </Button>
        </div>
      ) : null}
      {personal && q !== '' && !creating && !picked ? (
        <div>
          <Button variant="default" onClick={() => setCreating(true)}>
            {t('create.newPerson')}
          </Button>
        </div>
      ) : null}
      {creating ? (
        <NewPersonForm
          unit={choice.unit}
          name={typed}
          onCancel={() => setCreating(false)}
          onCreated={(person) => {
            setCreating(false);
            onPick({ type: 'person', id: person.id, name: person.name });
          }}
        />
      ) : null}
    </Panel>
  );
}

type ListProps = Pick<SubjectStepProps, 'picked' | 'onPick'> & { q: string };

/** All that was found, or only what is picked: what follows is then in sight. */
const alone = <T extends { id: string }>(found: T[], picked: Subject | null): T[] =>
  picked === null ? found : found.filter((f) => f.id === picked.id);

function People({ q, award, choice, picked, onPick }: ListProps & { award: Award; choice: AwardChoice }) {
  const { t } = useWords();
  const found = useQuery(personsQuery({ q: q || undefined, unit: choice.unit, limit: 20 }));
  if (found.error)
    return <Failed error={found.error} what={t('create.failedSearch')} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading rows={3} />;
  const persons = alone(found.data.persons, picked);
  if (persons.length === 0) return picked ? null : <p role="status">{t('create.nobody')}</p>;
  return (
    <ul className={classes.choices} aria-label={t('create.found')}>
      {persons.map((p) => (
        <li key={p.id}>
          <button
            type="button"
            className={classes.choice}
            aria-pressed={picked?.id === p.id}
            onClick={() => onPick({ type: 'person', id: p.id, name: p.name })}
          >
            <strong>{p.name}</strong>
            <span className={classes.soft}>{personLine(p, t('create.noBirthDate'))}</span>
            <Before person={p} award={award} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function personLine(p: Person, noDate: string): string {
  const birth = p.birthDate ? day(p.birthDate) : noDate;
  return [p.unit.name, birth, p.memberNumber].filter(Boolean).join(' · ');
}

/** "Đã được đề nghị cùng danh hiệu năm 2025". */
function Before({ person, award }: { person: Person; award: Award }) {
  const { t, stateName } = useWords();
  const same = person.nominations?.filter((n) => n.award === award.code) ?? [];
  return same.map((n) => (
    <span key={n.year} className={classes.warning}>
      {t('create.before', { year: n.year, state: stateName(n.state) })}
    </span>
  ));
}

function UnitList({ q, picked, onPick }: ListProps) {
  const { t, word } = useWords();
  const found = useQuery(unitsQuery({ q: q || undefined, limit: 20 }));
  if (found.error)
    return <Failed error={found.error} what={t('create.failedSearch')} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading rows={3} />;
  const units = alone(found.data.units, picked);
  if (units.length === 0) return picked ? null : <p role="status">{t('create.nobody')}</p>;
  return (
    <ul className={classes.choices} aria-label={t('create.found')}>
      {units.map((u) => (
        <li key={u.id}>
          <button
            type="button"
            className={classes.choice}
            aria-pressed={picked?.id === u.id}
            onClick={() => onPick({ type: 'unit', id: u.id, name: u.name })}
          >
            <strong>{u.name}</strong>
            <span className={classes.soft}>{word('level', u.level)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
