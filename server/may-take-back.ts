import "server-only";
import type { RevisionDto } from "@/domain/contract";
import { isAsApplied } from "@/domain/flag/lifecycle";
import { may, type Actor } from "@/domain/policy";
import { loadFlagsOf, type ArticleAccess } from "./access";
import { db } from "./db";

/**
 * The versions among these that applied typo fixes which the actor may take back as things stand: what undoTypoFixes
 * (server/typo-fixes.ts) refuses for other reasons than the text is not offered. Whether the text allows it, only
 * trying tells.
 */
export async function readMayTakeBack(
  actor: Actor,
  article: ArticleAccess,
  revisions: readonly Pick<RevisionDto, "version" | "cause">[],
): Promise<number[]> {
  const applied = revisions.flatMap(({ version, cause }) =>
    cause.type === "typo_fix" ? [{ version, flagIds: cause.flagIds }] : [],
  );
  if (applied.length === 0 || !may(actor, "article.write", article)) return [];
  const [flags, undone] = await Promise.all([
    loadFlagsOf(
      db,
      article,
      applied.flatMap(({ flagIds }) => flagIds),
    ),
    readTakenBack(article.id),
  ]);
  const ready = new Set(
    flags.filter((flag) => isAsApplied(flag) && may(actor, "flag.reopen", flag)).map(({ id }) => id),
  );
  return applied
    .filter(({ version, flagIds }) => !undone.has(version) && flagIds.every((id) => ready.has(id)))
    .map(({ version }) => version);
}

/** What was taken back stays so, also where the same fixes were applied once more since, in another version. */
async function readTakenBack(articleId: string): Promise<ReadonlySet<number>> {
  const rows = await db.$queryRaw<{ of: number }[]>`
    SELECT (r."cause"->>'of')::int AS "of" FROM "Revision" r
    WHERE r."articleId" = ${articleId}::uuid AND r."cause"->>'type' = 'typo_fix_undone'`;
  return new Set(rows.map(({ of }) => of));
}
