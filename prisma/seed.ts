/**
 * Fills the database with the sample desk: its people, one article, and flags of every kind in every state. All of it
 * goes through the functions that requests go through, so every thread is a real one. Does nothing where the desk is.
 * Prints a line for each account: role, e-mail, password, two spaces between.
 *
 * Run by the scripts (`npm start` at the first time, `npm run db:seed`), with --conditions=react-server.
 */
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import type { Actor } from "@/domain/policy";
import { SAMPLE_ACCOUNTS, SAMPLE_DESK } from "@/domain/sample-accounts";
import { createArticle } from "@/server/articles";
import { db, pool } from "@/server/db";
import { makeDesk, makeUser } from "@/server/testing/factories";
import { SAMPLE_FLAGS } from "./sample/flags";
import { playFlags, type SamplePeople } from "./sample/play";
import { spreadOverTime } from "./sample/time";

/** The desk's name until everything is there: a seed that was interrupted is begun anew. */
const HALF_MADE = `${SAMPLE_DESK.name} (being made)`;
const FOUR_DAYS = 4 * 24 * 60 * 60 * 1000;

/** False, and nothing done, where the sample desk is already. */
async function seed(): Promise<boolean> {
  const desk = await db.desk.findUnique({ where: { id: SAMPLE_DESK.id }, select: { name: true } });
  if (desk && desk.name !== HALF_MADE) return false;
  await clear();
  await makeDesk(HALF_MADE, SAMPLE_DESK.id);
  const people = await makePeople();
  const { article } = await createArticle(people.editor1, {
    format: "text",
    source: fs.readFileSync(path.join(import.meta.dirname, "sample", "article.txt"), "utf8"),
    deskId: SAMPLE_DESK.id,
    authorIds: [people.author1.id, people.author2.id],
    dueAt: dueDate().toISOString(),
    language: "en-GB",
  });
  await playFlags(people, article.id, SAMPLE_FLAGS);
  await spreadOverTime(article.id, new Date());
  await db.desk.update({ where: { id: SAMPLE_DESK.id }, data: { name: SAMPLE_DESK.name } });
  return true;
}

/** Late in the afternoon, in four days. */
function dueDate(): Date {
  const due = new Date(Date.now() + FOUR_DAYS);
  due.setUTCHours(17, 0, 0, 0);
  return due;
}

async function clear(): Promise<void> {
  await db.desk.deleteMany({ where: { id: SAMPLE_DESK.id } });
  await db.user.deleteMany({ where: { id: { in: SAMPLE_ACCOUNTS.map(({ id }) => id) } } });
}

/** The people, as the actors that their requests would have. */
async function makePeople(): Promise<SamplePeople> {
  const people: Actor[] = [];
  for (const { role, ...account } of SAMPLE_ACCOUNTS) {
    const user = await makeUser({ ...account, memberships: [{ deskId: SAMPLE_DESK.id, role }] });
    people.push({ ...user, memberships: [{ deskId: SAMPLE_DESK.id, desk: SAMPLE_DESK.name, role }] });
  }
  const [chief, editor1, editor2, author1, author2] = people as [Actor, Actor, Actor, Actor, Actor];
  return { chief, editor1, editor2, author1, author2 };
}

/** Two starts on one new database at once: the second waits for the first, and finds the desk there. */
async function alone<Result>(work: () => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('galley seed'))");
    return await work();
  } finally {
    await client.end();
  }
}

try {
  if (await alone(seed))
    for (const { role, email, password } of SAMPLE_ACCOUNTS) console.log(`${role}  ${email}  ${password}`);
  else console.log("The sample desk is there already.");
} finally {
  await db.$disconnect();
  await pool.end();
}
