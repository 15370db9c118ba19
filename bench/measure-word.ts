import { writeFileSync } from "node:fs";
import path from "node:path";
import type { ArticleDto, PreviewDto } from "@/domain/contract";
import { largeDocx } from "@/domain/manuscript/docx/testing/large";
import type { People } from "./people";
import { inFolder, memoryOf, most, runPandoc, watch, type Reading } from "./process-memory";
import { median } from "./statistics";
import { figure, markdownTable } from "./table";

const LARGE = { words: 100_000, comments: 2_000, changes: 500, notes: 300 };
const ROUNDS = 3;
/** Measures the import of a long Word file, beside pandoc's reading of the same file; gives it as Markdown. */
export async function measureWord(address: string, pid: number, people: People): Promise<string> {
  const file = largeDocx(LARGE);
  const idle = memoryOf(pid);
  // The first reading loads the reader's code.
  await preview(address, people, largeDocx({ words: 600, comments: 3, changes: 3, notes: 3 }));
  const [previews, stores, pandoc]: [Reading[], Reading[], Reading[]] = [[], [], []];
  for (let round = 1; round <= ROUNDS; round++) {
    console.log(`Importing a Word file of ${figure(LARGE.words)} words, round ${round} of ${ROUNDS}`);
    const other = await readWithPandoc(file);
    if (other) pandoc.push(other);
    previews.push(
      await watch(
        () => pid,
        () => preview(address, people, file),
      ),
    );
    stores.push(
      await watch(
        () => pid,
        () => store(address, people, file),
      ),
    );
  }
  const seconds = (readings: readonly Reading[]) => median(readings.map((reading) => reading.seconds));
  const beside = pandoc.length > 0 ? seconds(pandoc) : null;
  const row = (what: string, readings: readonly Reading[]) => [
    what,
    figure(readings.length > 0 ? seconds(readings) : null, 1),
    figure(beside && readings.length > 0 ? seconds(readings) / beside : null, 2),
    figure(most(readings)),
  ];
  const highest = most([...previews, ...stores]);
  return `### A Word file: \`POST /api/manuscripts\` and \`POST /api/articles\`

${figure(LARGE.words)} words, ${figure(LARGE.comments)} comments, ${figure(LARGE.changes)} tracked changes and ${figure(LARGE.notes)} notes, ${figure(file.byteLength / 1e6, 1)} MB.
Times are the middle of ${ROUNDS} rounds, memory is the most of them; of Galley it is the whole server's.

${markdownTable(
  ["", "s", "× pandoc", "MB at most"],
  [
    row("preview", previews),
    row("stored, with its flags", stores),
    row("pandoc --track-changes=all", pandoc),
  ],
)}

The server had ${figure(idle)} MB before the first of them: it rose by ${figure(highest === null || idle === null ? null : highest - idle)} MB at most.
${pandoc.length > 0 ? "" : "Pandoc is not installed here: nothing stands beside it.\n"}`.trimEnd();
}

async function preview(address: string, people: People, file: Uint8Array): Promise<void> {
  const { flags } = (await send(address, people, "/api/manuscripts", file, {})) as PreviewDto;
  if (flags.length === 0) throw new Error("The comments of the file were not read.");
}

async function store(address: string, people: People, file: Uint8Array): Promise<void> {
  const { article } = (await send(address, people, "/api/articles", file, {
    deskId: people.author.memberships[0]!.deskId,
    authorIds: people.author.id,
  })) as { article: ArticleDto };
  if (article.flags.length < LARGE.comments / 2) throw new Error("The comments of the file were not stored.");
}

async function send(
  address: string,
  people: People,
  route: string,
  file: Uint8Array,
  fields: Record<string, string>,
): Promise<unknown> {
  const { cookie } = people.editors[0]!;
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("file", new File([new Uint8Array(file)], "long.docx"));
  const response = await fetch(address + route, {
    method: "POST",
    body,
    headers: { cookie: `${cookie.name}=${cookie.value}`, origin: address },
  });
  if (!response.ok) throw new Error(`${route} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** Null where it is not installed. */
function readWithPandoc(file: Uint8Array): Promise<Reading | null> {
  return inFolder(async (folder) => {
    const [from, to] = [path.join(folder, "long.docx"), path.join(folder, "long.json")];
    writeFileSync(from, file);
    return runPandoc(["--track-changes=all", from, "-t", "json", "-o", to]);
  });
}
