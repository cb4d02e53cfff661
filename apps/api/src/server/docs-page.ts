import type { OpenAPIObject } from '@nestjs/swagger';
import { escapeHtml, page } from '../web/page.js';
import { operationsOf, type Operation } from './operations.js';

/** The whole OpenAPI document as one plain page: no script, no style, no outside address. */
export function docsPage(document: OpenAPIObject): string {
  const operations = operationsOf(document).map((o) => operationHtml(o.method, o.path, o.operation));
  const schemas = Object.entries(document.components?.schemas ?? {}).map(
    ([name, schema]) => `<h3 id="${escapeHtml(name)}">${escapeHtml(name)}</h3>${json(schema)}`,
  );
  return page(
    'API',
    [
      `<h1>${escapeHtml(document.info.title)} API</h1><p>${escapeHtml(document.info.description ?? '')}</p>`,
      '<p><a href="/api/openapi.json">openapi.json</a></p>',
      `<h2>Routes</h2>${operations.join('')}<h2>Schemas</h2>${schemas.join('')}`,
    ].join(''),
  );
}

function operationHtml(method: string, path: string, operation: Operation): string {
  const summary = operation.summary ?? operation.description ?? '';
  return [
    `<details><summary><code>${method.toUpperCase()} ${escapeHtml(path)}</code> ${escapeHtml(summary)}</summary>`,
    operation.parameters === undefined || operation.parameters.length === 0 ? '' : json(operation.parameters),
    operation.requestBody === undefined ? '' : json(operation.requestBody),
    `${json(operation.responses)}</details>`,
  ].join('');
}

/** References become links to the schema on the same page. */
function json(value: unknown): string {
  const text = escapeHtml(JSON.stringify(value, null, 2));
  return `<pre>${text.replace(/#\/components\/schemas\/([\w.-]+)/g, '<a href="#$1">#/components/schemas/$1</a>')}</pre>`;
}
