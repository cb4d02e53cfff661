/** Text for HTML content and attributes. */
export function escapeHtml(text: string): string {
  const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (c) => named[c]!);
}

/** A readable page without style or script: it needs no exception from the strict policy. */
export function page(title: string, body: string): string {
  return [
    '<!doctype html><html lang="vi"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)} · Laurel</title></head><body>${body}</body></html>`,
  ].join('');
}
