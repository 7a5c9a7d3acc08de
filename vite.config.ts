import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { appChunks } from './scripts/app-chunks.mjs';
import { dataModules } from './scripts/data-modules.mjs';
import { thirdPartyNotices } from './scripts/notices.mjs';
import { outputs } from './scripts/outputs.mjs';
import { preview } from './scripts/preview.mjs';
import { svelteMounted } from './scripts/svelte-mounted.mjs';
import { withoutHelp } from './scripts/without-help.mjs';

const notices = thirdPartyNotices();
const chunks = appChunks();

// A module of the engine only defines things. Where one goes unused, it is not loaded because its neighbour is.
const treeshake = { moduleSideEffects: [{ test: /\/engine\/(?!(serve|worker|workerOfAll)\.ts)/, sideEffects: false }] };
// Data modules take their time: that is no news.
const checks = { bundlerTimings: false };

export default defineConfig({
  root: 'web',
  // Relative addresses: the built page runs under any path of any host.
  base: './',
  publicDir: '../public',
  plugins: [
    dataModules(),
    svelteMounted(),
    svelte({ configFile: '../svelte.config.js' }),
    notices.page,
    chunks.plugin,
    outputs(treeshake),
    preview(),
  ],
  // A classic worker starts in more places than a module worker does.
  worker: { format: 'iife', plugins: () => [withoutHelp(), notices.collect()], rolldownOptions: { treeshake, checks } },
  // Each app is a file, and so is what is loaded when it is opened; what several of them need is shared.
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: {
      treeshake,
      checks,
      output: {
        codeSplitting: { groups: [chunks.group], includeDependenciesRecursively: false },
        // The file of an app bears its name.
        chunkFileNames: ({ facadeModuleId, name }) => {
          const app = /\/apps\/(\w+)\/main\.ts$/.exec(facadeModuleId ?? '')?.[1];
          return `assets/${app ?? name}-[hash].js`;
        },
      },
    },
  },
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['engine/**/*.test.ts', 'web/**/*.test.ts', 'scripts/**/*.test.mjs'],
    environment: 'node',
    // Files share what they import: most of their time went into reading the same modules again.
    isolate: false,
    // By default one core is left idle.
    maxWorkers: '100%',
    // Limits are for what hangs: a busy machine may need many times what a quiet one does.
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
