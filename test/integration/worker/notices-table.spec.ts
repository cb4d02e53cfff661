import { noticeTopics, whoIsTold } from '#domain';
import { renderNotice } from '#engine';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '#platform';

const example = {
  code: 'HS-2026-00418',
  award: 'UNION_CERT_VGCL',
  year: 2026,
  subject: 'Nguyễn Thị Hoa',
  unit: 'Công đoàn Công ty Sông Hồng',
  step: 'appraisal@u',
  dueAt: '2026-09-22T16:59:59.999Z',
  documentTitle: 'Khen thưởng năm 2026',
};

/** What the documentation has to say, line by line. */
function table(): string {
  const rows = whoIsTold.map(({ fact, topic, to }) => `| \`${fact}\` | \`${topic}\` | ${to.vi} | ${to.en} |`);
  return ['| When | Notice | Ai được báo | Who is told |', '|---|---|---|---|', ...rows].join('\n');
}

function texts(): string {
  const rows = noticeTopics.map((topic) => {
    const [vi, en] = (['vi', 'en'] as const).map((language) => renderNotice(topic, language, example));
    return `| \`${topic}\` | **${vi?.title}** ${vi?.body} | **${en?.title}** ${en?.body} |`;
  });
  return ['| Notice | Tiếng Việt | English |', '|---|---|---|', ...rows].join('\n');
}

/** The page with the table that begins like this one in its place. */
function replaced(page: string, part: string): string {
  const [head = ''] = part.split('\n');
  const lines = page.split('\n');
  const from = lines.indexOf(head);
  const to = lines.findIndex((line, i) => i > from && !line.startsWith('|'));
  return [...lines.slice(0, from), part, ...lines.slice(to < 0 ? lines.length : to)].join('\n');
}

it.each([
  ['who is told', table],
  ['the texts', texts],
])('docs/notices.md says what the code does: %s', async (_, part) => {
  const file = join(projectRoot(), 'docs/notices.md');
  if (process.env['LAUREL_UPDATE_DOCS'] === '1') await writeFile(file, replaced(await readFile(file, 'utf8'), part()));
  expect(await readFile(file, 'utf8')).toContain(part());
});
