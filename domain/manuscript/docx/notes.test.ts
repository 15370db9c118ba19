import { describe, expect, it } from "vitest";
import { checkDocument, outline } from "../testing";
import { BODY, field, note, noteMark, p, raised, read, row, table, warningsOf } from "./testing/build";

const separators =
  '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>' +
  '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>';

describe("notes", () => {
  it("are references, in the order in which the text cites them, whatever their ids", () => {
    const result = read(
      [p("River"), p("So", noteMark(7), " it", noteMark(3, "endnote"), " was", noteMark(2), ".")],
      {
        footnotes: separators + note(2, "Sattari, 2021.") + note(7, "Demir, 2022."),
        endnotes: note(3, "Okay, 2020.", "endnote"),
      },
    );
    expect(outline(result).slice(1)).toEqual([
      "body: So{L3} it{L4} was{L5}.",
      "reference: Demir, 2022.",
      "reference: Okay, 2020.",
      "reference: Sattari, 2021.",
    ]);
    expect([result.repairs, result.warnings]).toEqual([[], []]);
    checkDocument(result);
  });

  it("of the same words are one reference, but not those that point back", () => {
    const marks = [1, 2, 3, 4, 5, 6].map((id) => noteMark(id));
    const texts = ["A, 2021.", "B, 2022.", "A,  2021.", "Ibid., 4.", "B, 2022.", "Ibid., 4."];
    const result = read([p("River"), p("So", ...marks)], {
      footnotes: texts.map((text, index) => note(index + 1, text)).join(""),
    });
    // The third and the fifth are what the fourth and the sixth point back at.
    expect(outline(result).slice(2)).toEqual(
      ["A, 2021.", "B, 2022.", "A, 2021.", "Ibid., 4.", "B, 2022.", "Ibid., 4."].map(
        (text) => `reference: ${text}`,
      ),
    );
    const plain = read([p("River"), p("So", ...marks.slice(0, 3))], {
      footnotes: texts
        .slice(0, 3)
        .map((text, index) => note(index + 1, text))
        .join(""),
    });
    expect(outline(plain).slice(1)).toEqual([
      "body: So{L3}{L4}{L3}",
      "reference: A, 2021.",
      "reference: B, 2022.",
    ]);
  });

  it("are cited again by a field that names the mark of one, before it or after it", () => {
    const marked = `<w:bookmarkStart w:id="5" w:name="_Ref1"/>${noteMark(1)}<w:bookmarkEnd w:id="5"/>`;
    const result = read(
      [
        p("River"),
        p(
          "First",
          field("NOTEREF _Ref1 \\f \\h", "1"),
          ", then",
          marked,
          ", then",
          field("NOTEREF _Ref1", "1"),
          field("REF _Ref1 \\h", "1"),
          ".",
        ),
      ],
      { footnotes: note(1, "Sattari, 2021.") },
    );
    expect(outline(result).slice(1)).toEqual([
      "body: First{L3}, then{L3}, then{L3}{L3}.",
      "reference: Sattari, 2021.",
    ]);
    const lost = read([p("River"), p("First ", field("NOTEREF _Ref9", "1"), " of all.")]);
    expect(outline(lost)[1]).toBe("body: First 1 of all.");
    expect(lost.warnings).toEqual([]);
  });

  it("are cited by bookmarks that LibreOffice has left empty before their marks", () => {
    const marked = `<w:bookmarkStart w:id="5" w:name="_Ref1"/><w:bookmarkEnd w:id="5"/>${noteMark(1)}`;
    const result = read([p("River"), p("First", marked, ", then", field("NOTEREF _Ref1 \\h", "1"), ".")], {
      footnotes: note(1, "Sattari, 2021."),
    });
    expect(outline(result)[1]).toBe("body: First{L3}, then{L3}.");
  });

  it("take the comma between their marks and the page behind them", () => {
    const result = read(
      [p("River"), p("So", noteMark(1), raised(", "), noteMark(2), raised(":12"), " it", raised("th"), ".")],
      {
        footnotes: note(1, "Sattari, 2021.") + note(2, "Demir, 2022."),
      },
    );
    expect(outline(result)[1]).toBe("body: So{L3}{L4} itth.");
    expect(result.manuscript.paragraphs[1]!.content[2]).toEqual({
      type: "citation",
      attrs: { referenceId: "L4", locator: "12" },
    });
  });

  it("with marks that somebody chose lose the mark", () => {
    const star = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>';
    const result = read([p("River"), p("So", star, " it was.")], {
      footnotes: `<w:footnote w:id="1">${p("* Sattari, 2021.")}</w:footnote>`,
    });
    expect(outline(result).slice(1)).toEqual(["body: So{L3} it was.", "reference: Sattari, 2021."]);
  });

  it("of several paragraphs, and with breaks, are one reference", () => {
    const long = `<w:footnote w:id="1">${p("One.")}${p("")}${p("Two.", "<w:r><w:br/></w:r>", "Three.")}</w:footnote>`;
    expect(outline(read([p("River"), p("So", noteMark(1))], { footnotes: long }))[2]).toBe(
      "reference: One.\nTwo.\nThree.",
    );
  });

  it("that are not there, or hold no words, are named", () => {
    const result = read([p("River"), p("So", noteMark(9), noteMark(1), " it was.")], {
      footnotes: note(1, " "),
    });
    expect(outline(result).slice(1)).toEqual(["body: So it was."]);
    expect(warningsOf(result)).toEqual(["The marks of 2 notes that the file does not hold are left out."]);
  });

  it("stand beside a list of references that was typed", () => {
    const result = read(
      [
        p("River"),
        p("So [1]", noteMark(1), " and [2]."),
        p("References"),
        p("1. Sattari, 2021."),
        p("2. Demir, 2022."),
      ],
      { footnotes: note(1, "A remark.") },
    );
    expect(outline(result).slice(1)).toEqual([
      "body: So{L4}{L6} and{L5}.",
      "reference: Sattari, 2021.",
      "reference: A remark.",
      "reference: Demir, 2022.",
    ]);
    expect(result.repairs.map(({ id }) => id)).toContain("order:references");
  });

  it("are cited from tables, and their own marks above the line are no markers", () => {
    const result = read([p("River"), table(row("a", p("b", noteMark(1)))), p(BODY)], {
      footnotes: `<w:footnote w:id="1">${p(raised("1"), " Sattari, 2021.")}</w:footnote>`,
    });
    expect(outline(result)[1]).toBe("body: a | b{L4}");
    expect(outline(result)[3]).toBe("reference: Sattari, 2021.");
  });
});
