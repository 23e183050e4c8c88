// One plain script, which the program embeds as it does the other templates.
import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    outDir: '../templates',
    emptyOutDir: false,
    target: 'es2022',
    lib: { entry: 'src/main.ts', formats: ['iife'], name: 'assay', fileName: () => 'app.js' },
  },
});
