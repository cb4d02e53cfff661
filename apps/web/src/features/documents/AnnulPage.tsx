import { Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { DocumentView } from '#contract';
import { annulmentGrounds, type AnnulmentGround, type Capacity } from '#domain/vocabulary';
import { useWords } from '../../shared/labels';
import { DateField } from '../../shared/ui/DateField';
import { ErrorSummary, type FieldError } from '../../shared/ui/ErrorSummary';
import { Panel } from '../../shared/ui/Panel';
import { Save, TitleFields, useComposeOn } from './Composed';
import classes from './documents.module.css';
import { OnIssued } from './OnIssued';

export function AnnulPage() {
  return <OnIssued from="/inside/van-ban/$id/huy-bo" command="Annul" form={Annul} />;
}

/** Whose award is taken back, on which ground, and the days from which the terms run. */
function Annul({ document, seat }: { document: DocumentView; seat: string }) {
  const { t } = useWords();
  const [title, setTitle] = useState(t('documents.annulTitle', { number: document.number ?? '' }));
  const [capacity, setCapacity] = useState<Capacity>(document.capacity);
  const [ground, setGround] = useState<AnnulmentGround>('fraud');
  const [concludedOn, setConcluded] = useState<string | null>(null);
  const [receivedOn, setReceived] = useState<string | null>(null);
  const [picked, setPicked] = useState<string[]>([]);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const save = useComposeOn(document.id, 'annulments');
  const send = (): void => {
    const found: FieldError[] = [];
    if (picked.length === 0) found.push({ field: 'annul-0', text: t('documents.annulPick') });
    if (!concludedOn)
      found.push({ field: 'annul-concluded', text: `${t('documents.concludedOn')}: ${t('documents.dateNeeded')}` });
    if (!receivedOn)
      found.push({ field: 'annul-received', text: `${t('documents.receivedOn')}: ${t('documents.dateNeeded')}` });
    if (title.trim().length < 5) found.push({ field: 'composed-title', text: t('documents.titleNeeded') });
    setErrors(found);
    if (found.length > 0) return;
    save.mutate({ as: seat, capacity, title, nominations: picked, ground, concludedOn, receivedOn });
  };
  return (
    <div className={classes.stack}>
      <ErrorSummary errors={errors} />
      <Panel title={t('documents.what')}>
        <TitleFields {...{ title, capacity }} onTitle={setTitle} onCapacity={setCapacity} />
        <p className={classes.soft}>{t('documents.originalNote')}</p>
      </Panel>
      <Panel title={t('documents.annulWho')}>
        <Standing document={document} picked={picked} onPick={setPicked} />
      </Panel>
      <Panel title={t('documents.annulAbout')}>
        <div className={classes.fields}>
          <NativeSelect
            label={t('documents.ground')}
            value={ground}
            onChange={(e) => setGround(e.currentTarget.value as AnnulmentGround)}
            data={annulmentGrounds.map((g) => ({ value: g, label: t(`documents.grounds.${g}`) }))}
          />
          <DateField
            id="annul-concluded"
            label={t('documents.concludedOn')}
            value={concludedOn}
            onChange={setConcluded}
          />
          <DateField id="annul-received" label={t('documents.receivedOn')} value={receivedOn} onChange={setReceived} />
        </div>
        <p className={classes.soft}>{t('documents.terms')}</p>
      </Panel>
      <Save original={document.id} saving={save} onSave={send} />
    </div>
  );
}

interface StandingProps {
  document: DocumentView;
  picked: string[];
  onPick: (picked: string[]) => void;
}

/** Lines whose award stands; the others are shown with what became of them. */
function Standing({ document, picked, onPick }: StandingProps) {
  const { word } = useWords();
  return (
    <ul className={classes.picks}>
      {document.items.map((item, i) => {
        const stands = item.state === 'commended';
        const on = picked.includes(item.nomination);
        return (
          <li key={item.nomination} className={classes.pick}>
            <Checkbox
              id={`annul-${String(i)}`}
              checked={on}
              disabled={!stands}
              onChange={() => onPick(on ? picked.filter((x) => x !== item.nomination) : [...picked, item.nomination])}
              label={item.subject}
              description={`${item.award} · ${item.unit} · ${item.code}`}
            />
            {stands ? null : <span>{word('state', item.state)}</span>}
          </li>
        );
      })}
    </ul>
  );
}
