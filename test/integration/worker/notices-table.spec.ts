import { noticeTopics, whoIsTold } from '#domain';
import { renderNotice } from '#engine';
import { readFile } from 'node:fs/promises';
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

it.each([
  ['who is told', table],
  ['the texts', texts],
])('docs/notices.md says what the code does: %s', async (_, part) => {
  const page = await readFile(join(projectRoot(), 'docs/notices.md'), 'utf8');
  expect(page).toContain(part());
});
