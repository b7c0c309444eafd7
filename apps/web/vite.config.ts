import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Built for Chrome 109 upwards; in development the interface answers on the server's own port. */
export default defineConfig({
  plugins: [react()],
  // No asset is inlined: the page is served under a policy that allows its own origin only.
  build: {
    target: 'chrome109',
    cssTarget: 'chrome109',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    // The domain is pure: what the screens do not use of it (the tables of divisions) stays out.
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !id.includes('/packages/domain/') } },
  },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:4680' } },
})
