import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient, type Prisma } from "@/prisma/generated/client";
import { readVariable } from "./env";
import { log } from "./log";

interface Database {
  pool: pg.Pool;
  client: PrismaClient;
}

function connect(): Database {
  // No check of DATABASE_URL here: `next build` loads this file without one. instrumentation.ts checks at start.
  const pool = new pg.Pool({
    connectionString: process.env.DATABASE_URL,
    max: readVariable("DATABASE_POOL"),
    connectionTimeoutMillis: 10_000,
  });
  // A connection that dies while nobody uses it is not an error of any request: the pool makes another.
  pool.on("error", (error) => log.warn({ err: error }, "database connection lost"));
  // Under load a request waits its turn for a connection, rather than fail after Prisma's default two seconds.
  const transactionOptions = { maxWait: 10_000, timeout: 30_000 };
  return { pool, client: new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions }) };
}

const shared = globalThis as { galleyDatabase?: Database };
const database = (shared.galleyDatabase ??= connect());

/** The database: one client, and one pool, a process (hot reload loads this file again). */
export const db: PrismaClient = database.client;

/** The same connections without Prisma: for what brings its own SQL (the rate limits). */
export const pool: pg.Pool = database.pool;

/** The database inside an interactive transaction; `db` itself fits too. */
export type Tx = Prisma.TransactionClient;

/** Work that only reads, all of it of one and the same moment: text, flags, gate. */
export function inSnapshot<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return db.$transaction(work, { isolationLevel: "RepeatableRead" });
}

/** The database's time: that of every process. */
export async function readClock(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT now() AS "now"`;
  return row!.now;
}
