import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { budget } from './budget.config';
import { compress } from './compress.config';

const here = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root: here,
  plugins: [react(), budget(), compress()],
  // Naming conditions replaces the defaults of Vite, so they are repeated.
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  // The API replaces the placeholder in every answer (strict CSP).
  html: { cspNonce: '{{nonce}}' },
  server: { port: 5173, proxy: { '/api': 'http://localhost:3000' } },
  build: {
    outDir: `${here}../../dist/web`,
    emptyOutDir: true,
    // React, Mantine, router and query together; 165 kB on the wire.
    chunkSizeWarningLimit: 700,
    target: 'es2022',
    assetsInlineLimit: 0,
    // Few files: over HTTP/1.1 every small chunk would cost a round trip.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vendor', test: /node_modules/ },
            { name: 'shared', test: /apps\/web\/src\/(?:app|shared)\/(?!i18n\/en)/, minShareCount: 2 },
          ],
        },
      },
    },
  },
});
