/**
 * Opens a desk and prints the link for its first chief: `npm run db:desk "World" chief@paper.example`.
 *
 * Run by scripts/db.mjs, with --conditions=react-server.
 */
import { GalleyError } from "@/domain/errors";
import { db, pool } from "@/server/db";
import { openDesk } from "@/server/desks";

const [name = "", email = ""] = process.argv.slice(2);
const origin = new URL(process.env.NEXTAUTH_URL || `http://localhost:${process.env.PORT || 3000}`).origin;

try {
  const { url, isNew } = await openDesk({ name, email }, origin);
  console.log(
    isNew ? `The desk ${name} is open.` : `The desk ${name} was there already; this is a new link to it.`,
  );
  console.log(`Its chief (${email}) comes in by this link, once, within seven days:\n${url}`);
} catch (error) {
  if (!(error instanceof GalleyError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await db.$disconnect();
  await pool.end();
}
