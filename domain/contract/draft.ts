import * as z from "zod";

/** What a draft leaves as. The first four are read by people, or by anything; json is for a program that publishes. */
export const DRAFT_FORMATS = ["md", "html", "txt", "docx", "pdf", "json"] as const;
export type DraftFormat = (typeof DRAFT_FORMATS)[number];

/** Where the notes of a numbered article stand. One by author and date has a list, whatever is chosen. */
export const DRAFT_NOTES = ["endnotes", "footnotes"] as const;
export type DraftNotes = (typeof DRAFT_NOTES)[number];

const NOTED: readonly DraftFormat[] = ["docx", "pdf"];

export const draftQuery = z
  .strictObject({
    format: z.enum(DRAFT_FORMATS),
    /** clean, without a trace of the review (left out: the same); or reviewed, with all of it, open gate or not. */
    view: z.enum(["clean", "reviewed"]).optional(),
    /** Clean Word (endnotes, if left out) and PDF (footnotes). */
    notes: z.enum(DRAFT_NOTES).optional(),
    /** Reviewed: settled flags are left out. */
    settled: z.literal("0").optional(),
    /** Reviewed: what changed since the manuscript came in, as tracked changes. */
    changes: z.literal("import").optional(),
    /** A chief may export a clean draft while the gate is shut; every page of it says so. */
    openFlags: z.literal("1").optional(),
  })
  .refine(({ view, format }) => view !== "reviewed" || format === "docx", {
    path: ["view"],
    message: "The reviewed copy is for Word: format=docx.",
  })
  .refine(({ view, openFlags }) => view !== "reviewed" || openFlags === undefined, {
    path: ["openFlags"],
    message: "The reviewed copy shows every flag anyway: openFlags is for a clean draft.",
  })
  .refine(({ view, settled, changes }) => view === "reviewed" || (settled ?? changes) === undefined, {
    path: ["view"],
    message: "settled and changes are of the reviewed copy: view=reviewed.",
  })
  .refine(
    ({ view, format, notes }) => notes === undefined || (view !== "reviewed" && NOTED.includes(format)),
    {
      path: ["notes"],
      message: "Notes can be chosen for a clean draft in Word or PDF.",
    },
  );
export type DraftQuery = z.infer<typeof draftQuery>;
