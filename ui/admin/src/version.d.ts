/** What the build writes into the app (vite.config.ts). */
declare const __VERSION__: string;
