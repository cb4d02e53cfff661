import type { ItemView } from '#contract';
import { useWords } from '../../../shared/labels';
import { StatusTag } from '../../../shared/ui/StatusTag';

/** Whether an item of the working copy is there, asked for again, or still missing. */
export function ItemState({ item }: { item: ItemView }) {
  const { t } = useWords();
  if (item.requested) return <StatusTag tone="warn">{t('items.requested')}</StatusTag>;
  if (item.files.length > 0) return <StatusTag tone="ok">{t('items.present')}</StatusTag>;
  return item.required ? (
    <StatusTag tone="bad">{t('items.missing')}</StatusTag>
  ) : (
    <StatusTag tone="plain">{t('items.optional')}</StatusTag>
  );
}
