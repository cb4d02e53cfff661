import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NominationView, OutsideFile } from '#contract';
import { externalResults, type ExternalResult as Result } from '#domain/vocabulary';
import { ApiError, problemOf } from '../api';
import { sendCommand, useCommandKey } from '../command';
import { useWords } from '../labels';
import { useNomination } from '../nomination/use-nomination';
import { DateField } from '../ui/DateField';
import { ErrorSummary, type FieldError } from '../ui/ErrorSummary';
import { Failed, Loading, Refused } from '../ui/states';
import classes from './DecisionPanel.module.css';
import { ReasonBox } from './Forms';

interface ExternalProps {
  id: string;
  onDone: () => Promise<void>;
  onClose: () => void;
}

/** What the authority above did with a nomination, from its uploaded document. */
export function ExternalResult({ id, onDone, onClose }: ExternalProps) {
  const { t, said } = useWords();
  const { view, error, reload } = useNomination(id);
  if (!view) {
    return error ? (
      <Failed error={error} what={t('dossiers.failedOne')} onRetry={() => void reload()} />
    ) : (
      <Loading rows={2} />
    );
  }
  const command = view.commands.find((c) => c.type === 'RecordExternal');
  const seat = command?.seats[0]?.id;
  const done = async (): Promise<void> => {
    await Promise.all([reload(), onDone()]);
    onClose();
  };
  if (command?.allowed && seat) return <Form view={view} seat={seat} onDone={done} onClose={onClose} />;
  return (
    <>
      <p>{command?.refusal ? said(command.refusal.message) : t('decide.notYourTurn')}</p>
      <div>
        <Button variant="default" onClick={onClose}>
          {t('common.back')}
        </Button>
      </div>
    </>
  );
}

/** Stores what the authority wrote; the command names it. */
async function sendFile(nomination: string, file: File): Promise<OutsideFile> {
  const body = new FormData();
  body.append('file', file);
  const path = `/api/nominations/${encodeURIComponent(nomination)}/outside-files`;
  const answer = await fetch(path, { method: 'POST', body, credentials: 'same-origin' }).catch(() => {
    throw new ApiError(0, null);
  });
  const text = await answer.text();
  if (!answer.ok) throw new ApiError(answer.status, problemOf(text));
  return JSON.parse(text) as OutsideFile;
}

function useRecord(view: NominationView, seat: string, onDone: () => Promise<void>) {
  const client = useQueryClient();
  const { keyFor } = useCommandKey();
  return useMutation({
    mutationFn: async ({ file, ...given }: Given) => {
      const named = file ? { file: (await sendFile(view.id, file)).file } : {};
      const body = { type: 'RecordExternal', as: seat, ...given, ...named } as const;
      await sendCommand(view.id, body, view.revision, keyFor(body));
    },
    onSuccess: async () => {
      void client.invalidateQueries({ queryKey: ['inbox'] });
      await onDone();
    },
  });
}

interface Given {
  result: Result;
  on: string;
  number?: string;
  items?: { item: string; code: 'missing' }[];
  reason: string;
  file?: File | null;
}

interface FormProps {
  view: NominationView;
  seat: string;
  onDone: () => Promise<void>;
  onClose: () => void;
}

function Form({ view, seat, onDone, onClose }: FormProps) {
  const { t, said } = useWords();
  const [result, setResult] = useState<Result>('awarded');
  const [on, setOn] = useState<string | null>(null);
  const [number, setNumber] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [items, setItems] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const record = useRecord(view, seat, onDone);
  const needsFile = result === 'awarded' || result === 'refused';
  const field = (name: string): string => `external-${name}-${view.id}`;
  const send = (): void => {
    const found: FieldError[] = [];
    if (!on) found.push({ field: field('on'), text: t('common.badDate') });
    if (needsFile && !file) found.push({ field: field('file'), text: t('external.fileNeeded') });
    if (result === 'returned' && items.length === 0)
      found.push({ field: field('item-0'), text: t('decide.pickItems') });
    if (reason.trim().length < 10) found.push({ field: field('reason'), text: t('decide.reasonTooShort') });
    setErrors(found);
    if (found.length > 0 || !on) return;
    const asked = result === 'returned' ? { items: items.map((item) => ({ item, code: 'missing' as const })) } : {};
    record.mutate({ result, on, reason, file, ...(number.trim() === '' ? {} : { number }), ...asked });
  };
  const toggle = (item: string): void =>
    setItems(items.includes(item) ? items.filter((i) => i !== item) : [...items, item]);
  return (
    <div className={classes.form}>
      <ErrorSummary errors={errors} />
      {record.error ? <Refused error={record.error} /> : null}
      <NativeSelect
        label={t('external.result')}
        value={result}
        onChange={(e) => setResult(externalResults.find((r) => r === e.currentTarget.value) ?? 'awarded')}
        data={externalResults.map((r) => ({ value: r, label: t(`external.results.${r}`) }))}
      />
      <DateField id={field('on')} label={t('external.on')} value={on} onChange={setOn} />
      <TextInput
        label={t('external.number')}
        maxLength={60}
        value={number}
        onChange={(e) => setNumber(e.currentTarget.value)}
      />
      <label htmlFor={field('file')}>{t(needsFile ? 'external.file' : 'external.fileOptional')}</label>
      <input
        id={field('file')}
        type="file"
        accept=".pdf,.png,.jpg,.jpeg,.docx"
        onChange={(e) => setFile(e.currentTarget.files?.[0] ?? null)}
      />
      {result === 'returned' ? (
        <fieldset className={classes.options}>
          <legend>{t('decide.returnWhat')}</legend>
          {view.items.map((i, n) => (
            <Checkbox
              key={i.item}
              id={field(`item-${String(n)}`)}
              checked={items.includes(i.item)}
              onChange={() => toggle(i.item)}
              label={said(i.label)}
            />
          ))}
        </fieldset>
      ) : null}
      <ReasonBox id={field('reason')} value={reason} onChange={setReason} label={t('external.reason')} onSend={send} />
      <div className={classes.buttons}>
        <Button loading={record.isPending} onClick={send}>
          {t('external.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.back')}
        </Button>
      </div>
    </div>
  );
}
