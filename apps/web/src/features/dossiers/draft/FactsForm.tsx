import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Award, DeclaredFacts, FactField } from '#contract';
import { number } from '../../../shared/format';
import { capital, useWords } from '../../../shared/labels';
import type { FactValue } from '../../../shared/nomination/facts';
import classes from './draft.module.css';
import { factId } from './form';
import type { WorkingCopy } from './use-working-copy';

interface FactsFormProps {
  award: Award;
  /** What the schema of the award asks of this kind of subject. */
  fields: FactField[];
  copy: WorkingCopy;
  openItems: string[] | null;
}

/** One line per fact that the award asks for. Left blank it stays unknown: never zero, never "no". */
export function FactsForm({ award, fields, copy, openItems }: FactsFormProps) {
  const { t } = useWords();
  const set = (fact: string, next: DeclaredFacts[string] | null): void => {
    const { [fact]: _old, ...others } = copy.facts;
    copy.setFacts(next === null ? others : { ...others, [fact]: next });
  };
  if (fields.length === 0) return <p>{t('draft.noFacts')}</p>;
  return (
    <div className={classes.fields}>
      {fields.map((field) => (
        <FactRow
          key={field.fact}
          field={field}
          award={award}
          fact={copy.facts[field.fact]}
          locked={openItems !== null && !opened(openItems, field.fact, copy.facts[field.fact]?.item)}
          wrong={copy.wrong.find((w) => w.field === factId(field.fact))?.text}
          onChange={(next) => set(field.fact, next)}
        />
      ))}
    </div>
  );
}

const opened = (openItems: string[], fact: string, item: string | undefined): boolean =>
  openItems.includes('facts') || openItems.includes(fact) || (item !== undefined && openItems.includes(item));

/** What can show a fact under the rules in force, and what was chosen before. */
const showing = ({ items }: Award, { evidence }: FactField, chosen: string | undefined): Award['items'] =>
  evidence === null ? items : items.filter((i) => evidence.includes(i.item) || i.item === chosen);

interface RowProps {
  field: FactField;
  award: Award;
  fact: DeclaredFacts[string] | undefined;
  locked: boolean;
  /** What the server objected to. */
  wrong: string | undefined;
  onChange: (next: DeclaredFacts[string] | null) => void;
}

function FactRow({ field, award, fact, locked, wrong, onChange }: RowProps) {
  const { t, said } = useWords();
  const setValue = (value: FactValue | null): void =>
    onChange(value === null ? null : { value, ...(fact?.item ? { item: fact.item } : {}) });
  return (
    <div className={classes.fact}>
      <ValueField field={field} value={fact?.value} locked={locked} wrong={wrong} onChange={setValue} />
      {fact && award.items.length > 0 ? (
        <NativeSelect
          label={t('draft.evidence')}
          aria-label={t('draft.evidenceFor', { fact: said(field.label) })}
          disabled={locked}
          value={fact.item ?? ''}
          onChange={(e) => {
            const item = e.currentTarget.value;
            onChange({ value: fact.value, ...(item === '' ? {} : { item }) });
          }}
          data={[
            { value: '', label: t('draft.declaredOnly') },
            ...showing(award, field, fact.item).map((i) => ({ value: i.item, label: capital(said(i.label)) })),
          ]}
        />
      ) : null}
    </div>
  );
}

interface ValueProps {
  field: FactField;
  value: FactValue | undefined;
  locked: boolean;
  wrong: string | undefined;
  onChange: (value: FactValue | null) => void;
}

function ValueField(props: ValueProps) {
  const { field, value, locked, wrong, onChange } = props;
  const { t, said } = useWords();
  if (field.type === 'int') return <IntField {...props} />;
  const choices =
    field.type === 'bool'
      ? [
          { value: 'true', label: t('common.yes') },
          { value: 'false', label: t('common.no') },
        ]
      : (field.values ?? []).map((v) => ({ value: v.value, label: said(v.label) }));
  const choose = (chosen: string): void => {
    if (chosen === '') onChange(null);
    else onChange(field.type === 'bool' ? chosen === 'true' : chosen);
  };
  return (
    <NativeSelect
      id={factId(field.fact)}
      label={capital(said(field.label))}
      error={wrong}
      disabled={locked}
      value={value === undefined ? '' : String(value)}
      onChange={(e) => choose(e.currentTarget.value)}
      data={[{ value: '', label: t('common.notEntered') }, ...choices]}
    />
  );
}

/** A whole number, with or without the dots of `1.234`; anything else is told and not saved. */
function IntField({ field, value, locked, wrong, onChange }: ValueProps) {
  const { t, said, word } = useWords();
  const [typed, setTyped] = useState(typeof value === 'number' ? number(value) : '');
  const bare = typed.replace(/[.\s]/g, '');
  const bad = bare !== '' && !/^-?\d{1,15}$/.test(bare);
  const unit = field.unit ? ` (${word('unitOf', field.unit)})` : '';
  return (
    <TextInput
      id={factId(field.fact)}
      label={capital(said(field.label)) + unit}
      inputMode="numeric"
      disabled={locked}
      placeholder={t('common.notEntered')}
      value={typed}
      error={bad ? t('draft.badNumber') : wrong}
      onChange={(e) => {
        const text = e.currentTarget.value;
        const digits = text.replace(/[.\s]/g, '');
        setTyped(text);
        if (digits === '') onChange(null);
        else if (/^-?\d{1,15}$/.test(digits)) onChange(Number(digits));
      }}
      onBlur={() => {
        if (bare !== '' && !bad) setTyped(number(Number(bare)));
      }}
    />
  );
}
