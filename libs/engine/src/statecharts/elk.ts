import { inThread } from '#platform';
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { createRequire } from 'node:module';

/** A layout takes seconds, nearly all of it loading the library. */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const Elk = require(workerData.library);
new Elk().layout(workerData.graph).then((graph) => parentPort.postMessage(graph));
`;

/** The graph with the places of its nodes and edges, computed beside the main thread. Rejects when it fails or takes too long. */
export function placed(graph: ElkNode): Promise<ElkNode> {
  const library = createRequire(import.meta.url).resolve('elkjs/lib/elk.bundled.js');
  return inThread({ program, data: { library, graph }, what: 'a layout' });
}
