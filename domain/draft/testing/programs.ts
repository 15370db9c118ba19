import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** For tests: other people's programs, where they are installed. */

export function isInstalled(program: "soffice" | "pandoc" | "pdftotext"): boolean {
  try {
    execFileSync(program, [program === "pdftotext" ? "-v" : "--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** A document (or its bytes) as Pandoc reads it and writes it in another format. */
export function pandoc(source: string | Uint8Array, from: string, to: string, ...options: string[]): string {
  return execFileSync("pandoc", ["-f", from, "-t", to, "--wrap=none", ...options], {
    encoding: "utf8",
    input: source,
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** The words of a PDF as Poppler reads them, page by page, in the order in which they were set. */
export function pdfText(file: Uint8Array): string[] {
  return execFileSync("pdftotext", ["-raw", "-", "-"], { encoding: "utf8", input: file })
    .split("\f")
    .slice(0, -1);
}

const MACROS = `Function Opened(source As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Opened = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
End Function

Sub Save(document, target As String)
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  document.storeToURL(ConvertToURL(target), filter())
  document.close(True)
End Sub

Sub Settle(source As String, target As String, command As String)
  Dim document, dispatcher
  document = Opened(source)
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" &amp; command, "", 0, Array())
  Save(document, target)
End Sub

Sub Answer(source As String, target As String, words As String, reply As String)
  Dim document, fields, field, answered, comment, cursor
  document = Opened(source)
  fields = document.TextFields.createEnumeration()
  Do While fields.hasMoreElements()
    field = fields.nextElement()
    If field.supportsService("com.sun.star.text.textfield.Annotation") Then
      If InStr(field.Content, words) &gt; 0 Then answered = field
    End If
  Loop
  comment = document.createInstance("com.sun.star.text.textfield.Annotation")
  comment.Content = reply
  comment.Author = "Reader"
  cursor = answered.Anchor.Text.createTextCursorByRange(answered.Anchor.End)
  cursor.Text.insertTextContent(cursor, comment, False)
  Save(document, target)
End Sub
`;

const OFFICE = "http://openoffice.org/2000";

/** A library of macros with this one in it, as files of a profile's folder basic/. */
const LIBRARY: Record<string, [root: string, xml: string]> = {
  "Standard/Galley.xba": [
    "script:module",
    `<script:module xmlns:script="${OFFICE}/script" script:name="Galley" script:language="StarBasic">${MACROS}</script:module>`,
  ],
  "Standard/script.xlb": [
    "library:library",
    `<library:library xmlns:library="${OFFICE}/library" library:name="Standard" library:readonly="false" ` +
      'library:passwordprotected="false"><library:element library:name="Galley"/></library:library>',
  ],
  "script.xlc": [
    "library:libraries",
    `<library:libraries xmlns:library="${OFFICE}/library" xmlns:xlink="http://www.w3.org/1999/xlink">` +
      '<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" ' +
      'xlink:type="simple" library:link="false"/></library:libraries>',
  ],
};

/** LibreOffice without a window, in a profile and folder of its own: dispose of it when done. */
export class LibreOffice {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "galley-office-"));

  /** Files in another format, in the same order; one start of the program for all. */
  convert(files: readonly Uint8Array[], to: "odt" | "pdf" | "docx"): Uint8Array[] {
    const paths = files.map((file, index) => this.#write(`in-${index}.docx`, file));
    const out = path.join(this.#folder, "out");
    this.#run("--convert-to", to, "--outdir", out, ...paths);
    return files.map((_, index) => readFileSync(path.join(out, `in-${index}.${to}`)));
  }

  /** The file after somebody accepted, or rejected, all its tracked changes and saved it as a Word file. */
  settle(file: Uint8Array, how: "Accept" | "Reject"): Uint8Array {
    return this.#work(file, "Settle", `${how}AllTrackedChanges`);
  }

  /**
   * The file after somebody called Reader answered the last comment with these words in it and saved it as a Word
   * file. What "Reply" does needs a window: this puts the answer where that would, directly behind the comment.
   */
  answer(file: Uint8Array, words: string, reply: string): Uint8Array {
    return this.#work(file, "Answer", words, reply);
  }

  #work(file: Uint8Array, macro: string, ...options: string[]): Uint8Array {
    this.#addMacros();
    const source = this.#write("before.docx", file);
    const target = path.join(this.#folder, "after.docx");
    rmSync(target, { force: true });
    try {
      this.#run(`macro:///Standard.Galley.${macro}(${[source, target, ...options].join(",")})`);
    } catch (error) {
      // Without a window, LibreOffice may crash as it leaves a document with comments; by then it has saved it.
      if (!existsSync(target)) throw error;
    }
    return readFileSync(target);
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Into a profile that is there: the first start makes one, and would overwrite it. */
  #addMacros(): void {
    const basic = path.join(this.#folder, "profile", "user", "basic");
    if (!existsSync(basic)) this.#run("--terminate_after_init");
    mkdirSync(path.join(basic, "Standard"), { recursive: true });
    for (const [name, [root, xml]] of Object.entries(LIBRARY)) {
      const type = `<!DOCTYPE ${root} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "${root.split(":")[0]}.dtd">`;
      writeFileSync(path.join(basic, name), `<?xml version="1.0" encoding="UTF-8"?>\n${type}\n${xml}\n`);
    }
  }

  #write(name: string, content: Uint8Array): string {
    const file = path.join(this.#folder, name);
    writeFileSync(file, content);
    return file;
  }

  #run(...args: string[]): void {
    const profile = pathToFileURL(path.join(this.#folder, "profile"));
    execFileSync("soffice", [`-env:UserInstallation=${profile}`, "--headless", ...args], { stdio: "ignore" });
  }
}
