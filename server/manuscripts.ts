import "server-only";
import type { PreviewDto, PreviewInput } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import { decodeManuscript } from "@/domain/manuscript";
import { formatOfFile } from "@/domain/manuscript/formats";
import { peopleOf } from "@/domain/manuscript/members";
import type { Actor } from "@/domain/policy";
import { requireDesk } from "./access";
import { db } from "./db";
import { readCommentWords } from "./desk-settings";
import type { FormReader } from "./http-body";
import { readManuscript } from "./manuscript-reader";
import { matchPeople } from "./outsiders";

/**
 * What a manuscript would become, on that desk where one is named: by its words, and with its members. Stores nothing.
 * `signal` ends the work when nobody waits for it any more. Throws not_found for a desk the actor is not on.
 */
export async function previewManuscript(
  actor: Actor,
  { deskId, ...input }: PreviewInput,
  signal?: AbortSignal,
): Promise<PreviewDto> {
  if (deskId !== undefined) requireDesk(actor, deskId, "desk.enter");
  const parsed = await readManuscript(input, {
    ...(deskId === undefined ? {} : { commentWords: await readCommentWords(deskId) }),
    ...(signal ? { signal } : {}),
  });
  const people = peopleOf(parsed.flags);
  return {
    ...parsed,
    people:
      deskId === undefined
        ? people.map((as) => ({ as, member: null }))
        : await matchPeople(db, deskId, people),
  };
}

/** Fields that come once, as they are. `corrections` is JSON. */
const SINGLE_FIELDS = [
  "id",
  "deskId",
  "dueAt",
  "language",
  "format",
  "source",
  "filename",
  "base",
  "version",
];

/**
 * A multipart form as the input it stands for: a file (whose name's ending tells the format) instead of `source`,
 * `authorIds` repeated, `corrections` as JSON.
 */
export const readManuscriptForm: FormReader = ({ fields, file }) => {
  const input: Record<string, unknown> = {};
  for (const name of SINGLE_FIELDS) {
    const value = fields.get(name)?.[0];
    if (value) input[name] = value;
  }
  const [authorIds, corrections] = [fields.get("authorIds"), fields.get("corrections")?.[0]];
  if (authorIds) input.authorIds = authorIds;
  if (corrections !== undefined) input.corrections = parseCorrections(corrections);
  if (!file) return input;
  const { name: filename, bytes } = file;
  const format = formatOfFile(filename);
  const content = format === "docx" ? { file: bytes } : { source: decodeManuscript(bytes) };
  return { ...input, format, filename, ...content };
};

function parseCorrections(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw new GalleyError("invalid", "“corrections” is not well-formed JSON.");
  }
}
