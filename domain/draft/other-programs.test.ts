import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { all, attribute, parseXml, partsOf } from "./testing/docx-reading";
import { toDocx, toMarkdown } from "./index";
import { sample } from "./testing/articles";

/** The drafts as other people's programs read them, where these are installed. */

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "galley-drafts-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const pandoc = (from: string, file: string) =>
  execFileSync("pandoc", ["-f", from, "-t", "plain", "--wrap=none", file], { encoding: "utf8" });

describe.runIf(isInstalled("pandoc"))("Pandoc", () => {
  it.each(["gfm", "markdown"])("reads the Markdown draft as %s", (dialect) => {
    const file = path.join(folder, "draft.md");
    writeFileSync(file, toMarkdown(sample()));
    const text = pandoc(dialect, file);
    expect(text).toContain("Rivers & <Borders>");
    expect(text).toContain("The first claim[1] stands[2].");
    expect(text).toContain("Lena");
  });

  it("reads the Word draft, its styles and its notes", async () => {
    const file = path.join(folder, "draft.docx");
    writeFileSync(file, await toDocx(sample()));
    const text = pandoc("docx", file);
    expect(text).toContain("The first claim[1] stands[2].");
    expect(text).toContain("[2] A. Author, A Book, 2019. https://example.org/a_b(c).");
    expect(text).toContain("سازمان آب، گزارش سالانه، ۱۴۰۱.");
  });
});

describe.runIf(isInstalled("soffice"))("LibreOffice", () => {
  it("reads the Word draft: words, numbers, endnotes, header", { timeout: 120_000 }, async () => {
    const file = path.join(folder, "office.docx");
    writeFileSync(file, await toDocx(sample(), { openFlags: 2 }));
    const profile = pathToFileURL(path.join(folder, "profile"));
    execFileSync(
      "soffice",
      [`-env:UserInstallation=${profile}`, "--headless", "--convert-to", "odt", "--outdir", folder, file],
      { stdio: "ignore" },
    );
    const parts = partsOf(readFileSync(path.join(folder, "office.odt")));
    const content = parseXml(parts["content.xml"]!);
    const lines = [...all(content, "text:h"), ...all(content, "text:p")].map((line) => line.textContent);
    expect(lines).toContain("Rivers & <Borders>");
    expect(lines).toContain("See again2, 3.");
    const notes = all(content, "text:note");
    expect(notes.map((note) => attribute(note, "text:note-class"))).toEqual(Array(3).fill("endnote"));
    expect(notes.map((note) => all(note, "text:note-citation")[0]!.textContent)).toEqual(["1", "2", "3"]);
    expect(all(notes[0]!, "text:note-body")[0]!.textContent).toContain("B. Writer, Report no. 5.");
    const [header] = all(parseXml(parts["styles.xml"]!), "style:header");
    expect(header!.textContent).toBe("Not a clean draft: 2 flags are still open");
  });
});
