import { describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import { statechart } from '../support/statechart.js';

const file = join(projectRoot(), 'docs/domain.md');
const block = /```mermaid\n[\s\S]*?\n```/;

describe('docs/domain.md', () => {
  it('shows the statechart that the compiled machine has', () => {
    const drawn = `\`\`\`mermaid\n${statechart()}\n\`\`\``;
    const text = readFileSync(file, 'utf8');
    if (process.env['LAUREL_UPDATE_DOCS'] === '1') writeFileSync(file, text.replace(block, drawn));
    expect(block.exec(readFileSync(file, 'utf8'))?.[0]).toBe(drawn);
  });
});
