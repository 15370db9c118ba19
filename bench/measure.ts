/** What `npm run bench` measures and prints; main.mjs starts what is measured and says where it is. */
import os from "node:os";
import { db, pool } from "@/server/db";
import { measureLive } from "./measure-live";
import { measureLoad } from "./measure-load";
import { measurePages } from "./measure-pages";
import { measureRestore } from "./measure-restore";
import { measureSteps } from "./measure-steps";
import { measureTyping } from "./measure-typing";
import { measureWord } from "./measure-word";
import { makePeople } from "./people";
import { usageOf } from "./server-process";
import { figure, markdownTable } from "./table";

/** What every part is given. */
const address = process.env.GALLEY_BENCH_URL!;
const pid = Number(process.env.GALLEY_BENCH_PID);
const parts = new Set(process.argv.slice(2));

const memory: [string, number | null][] = [];
const weigh = (when: string) => memory.push([when, usageOf(pid)?.memory ?? null]);

const people = await makePeople(32);
weigh("started");
const printed: string[] = [];
if (parts.has("page")) {
  printed.push(await measurePages(address, pid, people));
  weigh("after the pages");
}
if (parts.has("typing")) {
  printed.push(await measureTyping(address, people));
  weigh("after the typing");
}
if (parts.has("load")) {
  printed.push(await measureLoad(address, pid, people));
  weigh("after the flags");
}
if (parts.has("steps")) {
  printed.push(await measureSteps(address, pid));
  weigh("after the saves");
}
if (parts.has("restore")) {
  printed.push(await measureRestore(address, pid));
  weigh("after the restores");
}
if (parts.has("live")) {
  printed.push(await measureLive(address, people));
  weigh("after the streams");
}
if (parts.has("word")) {
  printed.push(await measureWord(address, pid, people));
  weigh("after the Word files");
}

const [processor] = os.cpus();
console.log(`
## Galley, measured ${new Date().toISOString().slice(0, 10)}

Production build, PostgreSQL that waits for the disk, Chromium without a screen, all on this one machine:
${os.cpus().length} × ${processor?.model.trim() ?? os.arch()}, Node ${process.versions.node}. Its load was ${figure(os.loadavg()[2]!, 1)} over the last quarter of an hour;
where it has other work than this, trust the ratios more than the times.

${printed.join("\n\n")}

### The server's memory

${markdownTable(
  ["", "MB"],
  memory.map(([when, megabytes]) => [when, figure(megabytes)]),
)}
`);
await db.$disconnect();
await pool.end();
