import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** A layout takes seconds, nearly all of it loading the library. */
const LONGEST = 60_000;

/** In a thread of its own: it must not stop the others that are being served. */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const Elk = require(workerData.library);
new Elk().layout(workerData.graph).then((graph) => parentPort.postMessage(graph));
`;

/** The graph with the places of its nodes and edges, computed beside the main thread. Rejects when it fails or takes too long. */
export function placed(graph: ElkNode): Promise<ElkNode> {
  const library = createRequire(import.meta.url).resolve('elkjs/lib/elk.bundled.js');
  const worker = new Worker(program, { eval: true, workerData: { library, graph } });
  const result = new Promise<ElkNode>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('a layout took too long')), LONGEST);
    worker.once('message', resolve).once('error', reject);
    worker.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`a layout ended with ${String(code)}`));
    });
  });
  return result.finally(() => worker.terminate());
}
