// Node runs this first in every thread (vitest.config.ts): one that the server starts then reads TypeScript, as the
// production build and Vitest do in ways of their own.
import { isMainThread } from "node:worker_threads";
import { register } from "tsx/esm/api";

if (!isMainThread) register();
