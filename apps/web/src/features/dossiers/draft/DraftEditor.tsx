import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Draft, NominationView } from '#contract';
import { time } from '../../../shared/format';
import { capital, useWords } from '../../../shared/labels';
import { ErrorSummary } from '../../../shared/ui/ErrorSummary';
import { OldText } from '../../../shared/ui/OldText';
import { useAward } from '../../../shared/nomination/facts';
import { Panel } from '../../../shared/ui/Panel';
import { Loading, Refused } from '../../../shared/ui/states';
import { CheckPage } from './CheckPage';
import classes from './draft.module.css';
import { Eligibility } from './Eligibility';
import { FactsForm } from './FactsForm';
import { fieldsOf, formQuery, STATEMENT_ID } from './form';
import { Uploads } from './Uploads';
import { useWorkingCopy, type WorkingCopy } from './use-working-copy';

interface EditorProps {
  view: NominationView;
  draft: Draft;
  reload: () => Promise<void>;
  checking: boolean;
  onCheck: (on: boolean) => void;
}

/** The working copy: facts, statement, documents; then the check page. After a return only the named items open. */
export function DraftEditor({ view, draft, reload, checking, onCheck }: EditorProps) {
  const { t, word, said } = useWords();
  const award = useAward(view.award.code);
  const form = useQuery(formQuery(view.award.code, view.subjectType)).data;
  const copy = useWorkingCopy({ id: view.id, draft, onSaved: reload });
  const asked = draft.openItems === null ? [] : (view.supplements.at(-1)?.items ?? []);
  const check = (): void => {
    void copy.flush().then(
      () => onCheck(true),
      () => undefined,
    );
  };
  if (!award || !form) return <Loading rows={8} />;
  return (
    <div className={classes.panes}>
      <div className={classes.main}>
        {copy.lost ? <Lost copy={copy} /> : null}
        {asked.length > 0 ? (
          <Panel title={t('draft.asked')}>
            <ul>
              {asked.map((i) => (
                <li key={i.item}>
                  <strong>{capital(said(i.label))}</strong>: {word('returnCode', i.code)}
                  {i.repeated ? ` (${t('items.repeated')})` : null}
                </li>
              ))}
            </ul>
            <LastWords view={view} />
          </Panel>
        ) : null}
        {checking ? (
          <CheckPage view={view} award={award} copy={copy} reload={reload} onBack={() => onCheck(false)} />
        ) : (
          <>
            <ErrorSummary errors={copy.wrong} />
            <Panel title={t('draft.facts')}>
              <FactsForm
                key={copy.loaded}
                fields={fieldsOf(form)}
                award={award}
                copy={copy}
                openItems={draft.openItems}
              />
            </Panel>
            <Panel title={t('draft.statement')}>
              <Textarea
                id={STATEMENT_ID}
                aria-label={t('draft.statement')}
                error={copy.wrong.find((w) => w.field === STATEMENT_ID)?.text}
                description={t('draft.statementHint')}
                rows={8}
                maxLength={form.properties.statement.maxLength}
                value={copy.statement}
                readOnly={!mayChange(draft, 'statement')}
                onChange={(e) => copy.setStatement(e.currentTarget.value.normalize('NFC'))}
              />
              <OldText value={copy.statement} onConvert={copy.setStatement} />
              {copy.overwritten === null ? null : (
                <Textarea label={t('draft.theirs')} rows={4} readOnly value={copy.overwritten} />
              )}
            </Panel>
            <Panel title={t('draft.items')}>
              <Uploads view={view} copy={copy} openItems={draft.openItems} />
            </Panel>
            <div className={classes.foot}>
              <Button onClick={check}>{t('draft.check')}</Button>
              <SaveLine copy={copy} />
            </div>
          </>
        )}
      </div>
      <Eligibility view={view} />
    </div>
  );
}

/** While a supplement is asked for, only what was named may change; the server holds the same list. */
export const mayChange = (draft: Pick<Draft, 'openItems'>, item: string): boolean =>
  draft.openItems === null || draft.openItems.includes(item);

/** Somebody else saved meanwhile: nothing of theirs is overwritten and nothing that was typed here is lost. */
function Lost({ copy }: { copy: WorkingCopy }) {
  const { t } = useWords();
  const [error, setError] = useState<unknown>(null);
  return (
    <div className={classes.lost} role="alert">
      <p>{t('draft.lost')}</p>
      <div className={classes.buttons}>
        <Button onClick={() => void copy.keepMine().catch(setError)}>{t('draft.keepMine')}</Button>
        <Button variant="default" onClick={() => location.reload()}>
          {t('draft.dropMine')}
        </Button>
      </div>
      {error ? <Refused error={error} /> : null}
    </div>
  );
}

function LastWords({ view }: { view: NominationView }) {
  const last = view.opinions.filter((o) => o.type.startsWith('Return')).at(-1);
  if (!last) return null;
  return (
    <blockquote className={classes.quote}>
      {last.text} – {last.by}, {last.unit}
    </blockquote>
  );
}

export function SaveLine({ copy }: { copy: WorkingCopy }) {
  const { t } = useWords();
  return (
    <div className={classes.save} role="status">
      {copy.state === 'saved' ? t('draft.saved', { at: time(copy.savedAt) }) : null}
      {copy.state === 'dirty' ? t('draft.dirty') : null}
      {copy.state === 'saving' ? t('draft.saving') : null}
      {copy.state === 'failed' && !copy.lost && copy.wrong.length > 0 ? t('draft.notSaved') : null}
      {copy.state === 'failed' && !copy.lost && copy.wrong.length === 0 ? (
        <Refused error={copy.error}>
          <Button variant="default" onClick={() => void copy.flush().catch(() => undefined)}>
            {t('common.retry')}
          </Button>
        </Refused>
      ) : null}
    </div>
  );
}
