import { beforeAll, describe, expect, it } from "vitest";
import type { AnnotationCollection } from "@/domain/draft";
import { exportAnnotations } from "./annotations";
import { addPending } from "./pending";
import { addReply } from "./replies";
import { resolveFlag } from "./settlements";
import { makeArticle, makeCast, type Cast } from "./testing/factories";
import { flagOn, makeFlag, typeOver, typoOn } from "./testing/flags";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const ORIGIN = "https://galley.example.org";

describe("exportAnnotations", () => {
  it("holds every flag that everybody sees, with its thread, on its words as they stand", async () => {
    const stored = await makeArticle(cast.author);
    const typo = await makeFlag(cast.editor, stored, typoOn(stored, "bulit", "built"));
    const claim = await makeFlag(cast.editor, stored, flagOn(stored, "Two thousand", { kind: "fact_check" }));
    await addReply(cast.author, claim.id, { body: "I counted." });
    await resolveFlag(cast.author, typo.id, { outcome: "declined", note: "His spelling." });
    await addPending(cast.editor, stored.id, flagOn(stored, "boats", { note: "Not sent." }));
    await typeOver(cast.author, stored, "thousand", "hundred");

    const { filename, contentType, body } = await exportAnnotations(cast.author, stored.id, ORIGIN);
    expect(filename).toBe("the-harbour-and-the-sea-annotations.jsonld");
    expect(contentType).toBe('application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"');
    const collection = JSON.parse(Buffer.from(body).toString("utf8")) as AnnotationCollection;
    expect(collection).toMatchObject({ total: 2, "galley:version": 2 });
    expect(collection.first?.items).toMatchObject([
      {
        motivation: "editing",
        creator: { name: "Editor" },
        body: [
          { purpose: "editing", value: "built" },
          { purpose: "commenting", value: "What is this?" },
          { purpose: "replying", value: "His spelling.", creator: { name: "Author" } },
        ],
        target: {
          source: { id: `${ORIGIN}/articles/${stored.id}` },
          selector: [{ type: "TextQuoteSelector", exact: "bulit" }, {}, {}],
        },
        "galley:status": "resolved",
        "galley:outcome": "declined",
      },
      {
        motivation: "questioning",
        body: [{ value: "What is this?" }, { value: "I counted.", creator: { name: "Author" } }],
        target: { selector: [{ exact: "Two hundred" }, {}, {}] },
        "galley:anchor": "changed",
        "galley:quote": "Two thousand",
      },
    ]);
    expect(JSON.stringify(collection)).not.toContain("Not sent.");
  });
});
