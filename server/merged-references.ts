import "server-only";
import { Step } from "prosemirror-transform";
import { mergesIn, type Merges } from "@/domain/article/merges";
import type { ReferencesChange } from "@/domain/article/revision";
import { schema } from "@/domain/article/schema";
import type { StepDto } from "@/domain/contract";
import type { Tx } from "./db";

/** An entry of the list by the id it was chosen by: itself, or what it was merged into since. Null: it was deleted. */
export async function listedReference(tx: Tx, articleId: string, id: string): Promise<string | null> {
  const isListed = async (one: string) =>
    (await tx.paragraph.count({ where: { articleId, id: one, kind: "reference" } })) > 0;
  if (await isListed(id)) return id;
  const into = (await readMerges(tx, articleId)).get(id);
  return into !== undefined && (await isListed(into)) ? into : null;
}

async function readMerges(tx: Tx, articleId: string): Promise<Merges> {
  const rows = await tx.revision.findMany({
    where: { articleId, cause: { path: ["did"], equals: "merged" satisfies ReferencesChange } },
    orderBy: { version: "asc" },
    select: { steps: true, inverse: true },
  });
  const steps = rows.flatMap((row) => {
    const inverse = row.inverse as unknown as StepDto["step"][];
    return (row.steps as unknown as StepDto[]).map(({ step }, index) => ({
      step: Step.fromJSON(schema, step),
      inverted: Step.fromJSON(schema, inverse[index]!),
    }));
  });
  return mergesIn(steps);
}
