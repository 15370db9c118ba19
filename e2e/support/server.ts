/**
 * The Galley under test, started once a run: PostgreSQL in a temporary folder, migrated and with the sample, and the
 * production server on a free port. GALLEY_E2E_URL names one that runs already (then GALLEY_E2E_SECRET must be its
 * NEXTAUTH_SECRET, and GALLEY_E2E_DATABASE its DATABASE_URL).
 */
import { findBrowser } from "../../scripts/browser.mjs";
import { ensureBuild, ensureClient } from "../../scripts/build.mjs";
import { migrate, seed } from "../../scripts/database.mjs";
import { startTemporaryPostgres } from "../../scripts/postgres-temporary.mjs";
import { anyFreePort } from "../../scripts/ports.mjs";
import { startServer } from "../../scripts/server.mjs";

export default async function setup(): Promise<() => Promise<void>> {
  process.env.CHROMIUM_PATH ??= await findBrowser();
  if (process.env.GALLEY_E2E_URL) return () => Promise.resolve();

  await ensureClient();
  await ensureBuild();
  const database = await startTemporaryPostgres();
  try {
    const secret = "only-for-tests-of-thirty-two-or-more-characters";
    const port = await anyFreePort();
    const env = { ...process.env, DATABASE_URL: database.url, NEXTAUTH_SECRET: secret, NEXTAUTH_URL: "" };
    await migrate({ url: database.url, env });
    await seed({ env });
    const server = await startServer({ port, env });
    process.env.GALLEY_E2E_URL = server.address;
    process.env.GALLEY_E2E_SECRET = secret;
    process.env.GALLEY_E2E_DATABASE = database.url;
    return async () => {
      await server.stop();
      await database.stop();
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
}
