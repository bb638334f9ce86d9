import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// During "npm run dev" the calls go to a gateway that runs beside it.
const gateway = process.env['GROUPCHAT_SERVER'] ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    emptyOutDir: true,
    // The policy of the server loads nothing that is written into a page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    proxy: { '^/groupchat\\.': gateway, '/v1': gateway, '/ws': { target: gateway, ws: true } },
  },
  test: { include: ['tests/**/*.test.ts'], environment: 'node', testTimeout: 60_000, hookTimeout: 60_000 },
});
