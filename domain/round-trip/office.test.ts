import { afterAll, describe, expect, it } from "vitest";
import { docFromParagraphs, paragraphsFromDoc } from "../article/document";
import { applyAll } from "../article/rebase";
import { placedFlags } from "../draft/reviewed/placed-flags";
import { toReviewedDocx } from "../draft/reviewed/reviewed";
import { isInstalled, LibreOffice } from "../draft/testing/programs";
import { reviewedSample } from "../draft/testing/reviewed-articles";
import { parseManuscript } from "../manuscript";
import { receiving } from "./testing";
import { takeIn } from ".";

describe.skipIf(!isInstalled("soffice"))("a reviewed file that LibreOffice saved", () => {
  const office = new LibreOffice();
  afterAll(() => office.dispose());
  const source = reviewedSample();
  const file = toReviewedDocx(source);
  const shown = placedFlags(source.paragraphs, source.flags, { settled: true });
  const changes = shown.flatMap(({ flag, isChange }) => (isChange ? [flag.id] : [])).toSorted();
  let made = 0;
  const comesBack = (saved: Uint8Array) => {
    const taken = takeIn(
      parseManuscript({ format: "docx", file: saved }),
      receiving(source),
      () => `new-${++made}`,
    );
    const before = docFromParagraphs(source.paragraphs);
    return { ...taken, texts: paragraphsFromDoc(applyAll(before, taken.steps)!).map(({ text }) => text) };
  };
  const texts = source.paragraphs.map(({ text }) => text);

  it("as it is changes no word, settles nothing, and raises nothing", () => {
    const [saved] = office.convert([file], "docx");
    const taken = comesBack(saved!);
    expect(taken.texts).toEqual(texts);
    expect(taken).toMatchObject({ fixes: [], marked: [], replies: [], fresh: [] });
  }, 240_000);

  it("with all changes accepted applies every fix, and nothing else", () => {
    const taken = comesBack(office.settle(file, "Accept"));
    expect(taken.fixes.map(({ flagId }) => flagId).toSorted()).toEqual(changes);
    expect(new Set(taken.fixes.map(({ outcome }) => outcome))).toEqual(new Set(["applied"]));
    expect(taken.fresh).toEqual([]);
    const replaced = new Map(
      shown.filter(({ isChange }) => isChange).map(({ flag }) => [flag.replacement!, flag]),
    );
    for (const words of replaced.keys()) expect(taken.texts.join("\n")).toContain(words);
  }, 240_000);

  it("with all changes rejected declines every fix, and changes no word", () => {
    const taken = comesBack(office.settle(file, "Reject"));
    expect(taken.fixes.map(({ flagId }) => flagId).toSorted()).toEqual(changes);
    expect(new Set(taken.fixes.map(({ outcome }) => outcome))).toEqual(new Set(["declined"]));
    expect(taken.texts).toEqual(texts);
    expect(taken.fresh).toEqual([]);
  }, 240_000);

  it("with an answer written there has it in the same thread, whichever of its comments was answered", () => {
    const [claim] = source.flags.filter(({ thread }) => thread.some(({ body }) => body === "Which?"));
    for (const answered of ["Which?", "Not that one."]) {
      const taken = comesBack(office.answer(file, answered, "Found"));
      expect(taken.replies).toMatchObject([{ flagId: claim!.id, by: { name: "Reader" }, body: "Found" }]);
      expect(taken.texts).toEqual(texts);
      expect(taken).toMatchObject({ fixes: [], marked: [], fresh: [] });
    }
  }, 240_000);
});
