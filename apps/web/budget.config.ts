import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

/** What the inbox may ask of a slow line before it shows, gzipped. */
const MOST = { js: 230 * 1024, css: 25 * 1024 };
const FIRST = ['src/main.tsx', 'src/features/inbox/InboxPage.tsx'];
/** Never in the first load; zod in no chunk at all. */
const LATE = /node_modules\/(?:elkjs|echarts|@rjsf)\//;
const NEVER = /node_modules\/zod\//;

/** Counts the first load of the inbox and fails the build when it is over its budget. */
export function budget(): Plugin {
  return {
    name: 'laurel-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((f): f is Rolldown.OutputChunk => f.type === 'chunk');
      const first = firstLoad(bundle, chunks);
      const modules = chunks.filter((c) => first.has(c.fileName)).flatMap((c) => c.moduleIds);
      const wrong = [
        ...modules.filter((m) => LATE.test(m)),
        ...chunks.flatMap((c) => c.moduleIds).filter((m) => NEVER.test(m)),
      ];
      const js = weight([...first].map((f) => bundle[f]));
      const css = weight(stylesOf(bundle, first));
      this.info(`first load of the inbox: ${kb(js)} js, ${kb(css)} css (gzip)`);
      if (js > MOST.js) wrong.push(`${kb(js)} of js, more than ${kb(MOST.js)}`);
      if (css > MOST.css) wrong.push(`${kb(css)} of css, more than ${kb(MOST.css)}`);
      if (wrong.length > 0) this.error(`The inbox would load too much: ${wrong.join('; ')}`);
    },
  };
}

/** Files of the entry and of the inbox, with all that they import before they run. */
function firstLoad(bundle: Rolldown.OutputBundle, chunks: readonly Rolldown.OutputChunk[]): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (name: string): void => {
    const file = bundle[name];
    if (found.has(name) || file?.type !== 'chunk') return;
    found.add(name);
    file.imports.forEach(add);
  };
  for (const path of FIRST) {
    const chunk = chunks.find((c) => c.moduleIds.some((m) => m.endsWith(path)));
    if (!chunk) throw new Error(`no chunk holds ${path}`);
    add(chunk.fileName);
  }
  return found;
}

/** The stylesheets of those chunks: the page loads each with the chunk that imports it. */
function stylesOf(bundle: Rolldown.OutputBundle, first: ReadonlySet<string>) {
  const names = [...first].flatMap((f) => {
    const chunk = bundle[f] as { viteMetadata?: { importedCss: Set<string> } } | undefined;
    return [...(chunk?.viteMetadata?.importedCss ?? [])];
  });
  return [...new Set(names)].map((n) => bundle[n]);
}

type File = Rolldown.OutputAsset | Rolldown.OutputChunk | undefined;

function weight(files: readonly File[]): number {
  return files.reduce((sum, f) => sum + (f ? gzipSync(f.type === 'chunk' ? f.code : f.source).length : 0), 0);
}

const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;
