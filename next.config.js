/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The project is this folder, whatever lies above it.
  turbopack: { root: import.meta.dirname },
  // Types are checked by `npm test`; a person who starts Galley need not wait for it.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "@citation-js/core",
    "@citation-js/plugin-bibtex",
    "@citation-js/plugin-csl",
    "@citation-js/plugin-ris",
    "@node-rs/argon2",
    "pino",
    "rate-limiter-flexible",
  ],
  experimental: { serverMinification: false },
  // Several servers (development, tests, measurements) may run from one tree, each with a folder of its own.
  distDir: process.env.GALLEY_DIST_DIR ?? ".next",
};

export default config;
