import "server-only";
import { db } from "./db";

/** Resolves when the database answers; throws when it does not. */
export async function checkHealth(): Promise<void> {
  await db.$queryRaw`SELECT 1`;
}
