import "server-only";
import { createHash } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { GalleyError } from "@/domain/errors";
import { addressGroup } from "./address";
import { pool } from "./db";

const QUARTER_OF_AN_HOUR = 15 * 60;

/** How many wrong passwords are taken in fifteen minutes. */
export const PASSWORD_LIMITS = { account: 10, address: 50 };

function limiter(name: keyof typeof PASSWORD_LIMITS) {
  return new RateLimiterPostgres({
    storeClient: pool,
    tableName: "rate_limit",
    // A migration makes it.
    tableCreated: true,
    keyPrefix: `password_${name}`,
    points: PASSWORD_LIMITS[name],
    duration: QUARTER_OF_AN_HOUR,
  });
}

const byAccount = limiter("account");
const byAddress = limiter("address");

/**
 * Runs a check of a password within the limits by account and by address, in Postgres, so for all processes at once.
 * Every try counts before it is checked, so that many at the same moment do not slip through; a right password gives
 * back what it took. Throws rate_limited with the seconds to wait in `details.retryAfter`.
 */
export async function withinPasswordLimits(
  { email, address }: { email: string; address: string | null },
  check: () => Promise<boolean>,
): Promise<boolean> {
  // The account's key is a hash: the table keeps no addresses of people, and any length fits.
  const account = createHash("sha256").update(email).digest("base64url");
  const place = address === null ? null : addressGroup(address);
  await consume(byAccount, account);
  if (place !== null) await consume(byAddress, place);
  const isRight = await check();
  if (isRight) {
    await byAccount.delete(account);
    if (place !== null) await byAddress.reward(place, 1);
  }
  return isRight;
}

async function consume(limit: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limit.consume(key);
  } catch (refusal) {
    // Anything else is the database failing.
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.max(Math.ceil(refusal.msBeforeNext / 1000), 1);
    const minutes = Math.ceil(retryAfter / 60);
    throw new GalleyError(
      "rate_limited",
      `Too many wrong passwords. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
      { retryAfter },
    );
  }
}
