import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DocumentView } from '#contract';
import type { Capacity } from '#domain/vocabulary';
import { useWords } from '../../shared/labels';
import { ErrorSummary, type FieldError } from '../../shared/ui/ErrorSummary';
import { Panel } from '../../shared/ui/Panel';
import { Save, TitleFields, useComposeOn } from './Composed';
import classes from './documents.module.css';
import { OnIssued } from './OnIssued';

export function CorrectPage() {
  return <OnIssued from="/inside/van-ban/$id/dinh-chinh" command="Correct" form={Correct} />;
}

interface Line {
  nomination: string;
  wrong: string;
  right: string;
}

/** Line by line what stands there and what should; the name as it is printed is filled in. */
function Correct({ document, seat }: { document: DocumentView; seat: string }) {
  const { t } = useWords();
  const blank = (nomination: string): Line => ({
    nomination,
    wrong: document.items.find((i) => i.nomination === nomination)?.subject ?? '',
    right: '',
  });
  const [title, setTitle] = useState(t('documents.correctTitle', { number: document.number ?? '' }));
  const [capacity, setCapacity] = useState<Capacity>(document.capacity);
  const [lines, setLines] = useState<Line[]>([blank(document.items[0]?.nomination ?? '')]);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const save = useComposeOn(document.id, 'corrections');
  const change = (at: number, line: Line): void => setLines(lines.map((l, i) => (i === at ? line : l)));
  const send = (): void => {
    const found: FieldError[] = lines.flatMap((l, i) =>
      l.wrong.trim() === '' || l.right.trim() === ''
        ? [{ field: `right-${String(i)}`, text: t('documents.correctNeeded', { n: i + 1 }) }]
        : [],
    );
    if (title.trim().length < 5) found.push({ field: 'composed-title', text: t('documents.titleNeeded') });
    setErrors(found);
    if (found.length === 0) save.mutate({ as: seat, capacity, title, lines });
  };
  return (
    <div className={classes.stack}>
      <ErrorSummary errors={errors} />
      <Panel title={t('documents.what')}>
        <TitleFields {...{ title, capacity }} onTitle={setTitle} onCapacity={setCapacity} />
        <p className={classes.soft}>{t('documents.originalNote')}</p>
      </Panel>
      <Panel title={t('documents.corrected')}>
        {lines.map((line, i) => (
          <fieldset key={i} className={classes.fields}>
            <NativeSelect
              label={t('documents.lineOf', { n: i + 1 })}
              value={line.nomination}
              onChange={(e) => change(i, { ...blank(e.currentTarget.value), right: line.right })}
              data={document.items.map((x) => ({ value: x.nomination, label: `${x.subject} · ${x.code}` }))}
            />
            <TextInput
              label={t('documents.wrongOf', { n: i + 1 })}
              maxLength={300}
              value={line.wrong}
              onChange={(e) => change(i, { ...line, wrong: e.currentTarget.value })}
            />
            <TextInput
              id={`right-${String(i)}`}
              label={t('documents.rightOf', { n: i + 1 })}
              maxLength={300}
              value={line.right}
              onChange={(e) => change(i, { ...line, right: e.currentTarget.value })}
            />
            {lines.length > 1 ? (
              <Button variant="default" onClick={() => setLines(lines.filter((_, at) => at !== i))}>
                {t('documents.removeLine', { n: i + 1 })}
              </Button>
            ) : null}
          </fieldset>
        ))}
        <div>
          <Button
            variant="default"
            onClick={() =>
              setLines([...lines, blank(document.items[lines.length]?.nomination ?? lines[0]!.nomination)])
            }
          >
            {t('documents.addLine')}
          </Button>
        </div>
      </Panel>
      <Save original={document.id} saving={save} onSave={send} />
    </div>
  );
}
