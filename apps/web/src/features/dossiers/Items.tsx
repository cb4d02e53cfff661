import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ChecklistItem, Dossier, ItemFile, ItemView, NominationView } from '#contract';
import { call } from '../../shared/api';
import { moment, size } from '../../shared/format';
import { capital, useWords } from '../../shared/labels';
import { filePath } from '../../shared/nomination/FileLink';
import { Panel } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import { StatusTag, type Tone } from '../../shared/ui/StatusTag';
import classes from './Items.module.css';
import { Preview } from './Preview';

const tones: Record<ChecklistItem['state'], Tone> = {
  unseen: 'info',
  missing: 'bad',
  fit: 'ok',
  notApplicable: 'plain',
};

/** The checklist of the reader: every item in one of four states, its files, and the file that is looked at in its place. */
export function Items({ view, dossier }: { view: NominationView; dossier: Dossier }) {
  const { t } = useWords();
  if (view.apart) return <Apart view={view} />;
  const count = (state: ChecklistItem['state']): number => dossier.checklist.filter((c) => c.state === state).length;
  return (
    <Panel title={t('file.check.title')}>
      {dossier.checklist.length === 0 ? <p>{t('items.none')}</p> : null}
      <p className={classes.soft}>
        {t('file.check.counts', { fit: count('fit'), unseen: count('unseen'), missing: count('missing') })}.{' '}
        {t('file.check.own')}
      </p>
      <ul>
        {dossier.checklist.map((check) => (
          <Item key={check.item} check={check} view={view} dossier={dossier} />
        ))}
      </ul>
    </Panel>
  );
}

/** Whoever stepped aside sees what was asked for, and no file. */
function Apart({ view }: { view: NominationView }) {
  const { t, said } = useWords();
  return (
    <Panel title={t('file.check.title')}>
      <p>{t('file.apart')}</p>
      <ul>
        {view.items
          .filter((i) => i.requested)
          .map((i) => (
            <li key={i.item} className={classes.item}>
              <strong>{capital(said(i.label))}</strong>
              <Requests view={view} item={i.item} />
            </li>
          ))}
      </ul>
    </Panel>
  );
}

interface ItemProps {
  check: ChecklistItem;
  view: NominationView;
  dossier: Dossier;
}

function Item({ check, view, dossier }: ItemProps) {
  const { t, said } = useWords();
  const item = view.items.find((i) => i.item === check.item);
  const label = capital(said(check.label));
  return (
    <li className={classes.item}>
      <div className={classes.line}>
        <p>
          <strong>{label}</strong>{' '}
          <StatusTag tone={tones[check.state]}>{t(`file.check.state.${check.state}`)}</StatusTag>
        </p>
        {item ? <Mark item={item} check={check} view={view} label={label} /> : null}
      </div>
      <Requests view={view} item={check.item} />
      {item?.files.map((file) => (
        <File key={file.id} file={file} item={item} nomination={view.id} by={dossier.uploaders[file.id]} />
      ))}
    </li>
  );
}

interface MarkProps {
  item: ItemView;
  check: ChecklistItem;
  view: NominationView;
  label: string;
}

/** The reader's own mark. It is for the files that stand here: another file makes the item unseen again. */
function Mark({ item, check, view, label }: MarkProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const fit = check.state === 'fit';
  const mark = useMutation({
    mutationFn: () =>
      call('PUT', `/nominations/${encodeURIComponent(view.id)}/checklist/${encodeURIComponent(item.item)}`, {
        body: { fit: !fit, files: item.files.map((f) => f.id) },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['dossier', view.id] }),
  });
  if (view.draft || (check.state !== 'fit' && check.state !== 'unseen')) return null;
  return (
    <div>
      <Button
        variant="default"
        loading={mark.isPending}
        onClick={() => mark.mutate()}
        aria-label={t(fit ? 'file.check.unmarkOf' : 'file.check.markOf', { item: label })}
      >
        {t(fit ? 'file.check.unmark' : 'file.check.mark')}
      </Button>
      {mark.error ? <Refused error={mark.error} /> : null}
    </div>
  );
}

/** Why it was sent back, each time, and which revision answered. */
function Requests({ view, item }: { view: NominationView; item: string }) {
  const { t, word } = useWords();
  return view.supplements.flatMap((s) =>
    s.items
      .filter((i) => i.item === item)
      .map((i) => (
        <p key={s.seq} className={classes.soft}>
          {t('file.check.asked', {
            at: moment(s.at),
            by: s.by,
            why: word('returnCode', i.code).toLocaleLowerCase('vi'),
          })}
          {i.repeated ? ` (${t('items.repeated')})` : ''}{' '}
          {s.answeredBy === null ? t('file.check.open') : t('file.check.answered', { n: s.answeredBy })}
        </p>
      )),
  );
}

interface FileProps {
  file: ItemFile;
  item: ItemView;
  nomination: string;
  by: string | undefined;
}

function File({ file, item, nomination, by }: FileProps) {
  const { t } = useWords();
  const { file: shown } = useSearch({ from: '/inside/ho-so/$id' });
  const navigate = useNavigate({ from: '/ho-so/$id' });
  const open = shown === file.id;
  const toggle = (): void =>
    void navigate({
      search: (s) => ({ ...s, file: open ? undefined : file.id }),
      replace: true,
      resetScroll: false,
    });
  const at = moment(file.uploadedAt);
  return (
    <div className={classes.file}>
      <div className={classes.line}>
        <p>
          <a href={filePath(nomination, item.item, file.id)} download={file.name}>
            {file.name}
          </a>
          <span className={classes.sub}>
            {size(file.size)} · {by ? t('file.check.uploaded', { by, at }) : t('file.check.uploadedAt', { at })} ·
            SHA-256{' '}
            <span className={classes.hash} title={file.sha256}>
              {file.sha256.slice(0, 12)}
            </span>
          </span>
        </p>
        <Button
          variant="default"
          aria-expanded={open}
          onClick={toggle}
          aria-label={t(open ? 'file.check.hideOf' : 'file.check.showOf', { file: file.name })}
        >
          {t(open ? 'file.check.hide' : 'file.check.show')}
        </Button>
      </div>
      {open ? <Preview nomination={nomination} item={item.item} file={file} /> : null}
    </div>
  );
}
