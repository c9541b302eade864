import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { kernels } from "./scripts/kernels.ts";
import { serviceWorker } from "./scripts/offline.ts";
import { preloadFonts } from "./scripts/preload.ts";
import { scenes } from "./scripts/scenes.ts";

/** Only in the built site: the development server injects inline scripts of its own. */
const policy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self' blob:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const contentSecurityPolicy: Plugin = {
  name: "content-security-policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: policy },
      injectTo: "head-prepend",
    },
  ],
};

export default defineConfig({
  base: "./",
  plugins: [scenes(), react(), kernels(), contentSecurityPolicy, preloadFonts(), serviceWorker()],
  worker: { format: "es", plugins: () => [kernels()] },
  build: { target: "es2023", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  test: {
    include: ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"],
    setupFiles: ["scripts/unit-setup.ts"],
    testTimeout: 60_000,
  },
});
