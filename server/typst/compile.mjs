// A process of its own: reads the data of an article (JSON) from its input and writes the PDF to its output. The
// typesetter is native code that works for seconds on a long article: here it holds up nobody, and what it takes of
// memory ends with it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { text } from "node:stream/consumers";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

const require = createRequire(import.meta.url);
const fontFile = (family, style) => {
  const folder = path.dirname(require.resolve(`@expo-google-fonts/${family.toLowerCase()}/package.json`));
  return readFileSync(path.join(folder, style, `${family}_${style}.ttf`));
};
const FONTS = [
  ...[
    "400Regular",
    "400Regular_Italic",
    "600SemiBold",
    "600SemiBold_Italic",
    "700Bold",
    "700Bold_Italic",
  ].map((style) => fontFile("Newsreader", style)),
  ...["400Regular", "500Medium", "600SemiBold", "700Bold"].map((style) => fontFile("Vazirmatn", style)),
];

const compiler = NodeCompiler.create({
  workspace: import.meta.dirname,
  fontArgs: [{ fontBlobs: FONTS }],
});
const compiled = compiler.compile({
  mainFilePath: path.join(import.meta.dirname, "article.typ"),
  inputs: { article: await text(process.stdin) },
});
if (!compiled.result) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics));
process.stdout.write(pdfOf(compiled.result));

/** By PDF/UA-1; where an article cannot be (a letter that no font here has), tagged all the same. */
function pdfOf(document) {
  try {
    return compiler.pdf(document, { pdfStandard: "ua-1" });
  } catch (error) {
    process.stderr.write(String(error.message).slice(0, 500));
    return compiler.pdf(document);
  }
}
