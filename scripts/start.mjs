// `npm start` and `npm run dev`. This file is only the door: it must load on any Node, to say which one is needed.

const NEEDED = [20, 19];
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(`Galley needs Node ${NEEDED.join(".")} or newer; this is Node ${process.versions.node}.`);
  process.exitCode = 1;
} else {
  import("./launch.mjs").then(({ launch }) => launch({ development: process.argv.includes("--dev") }));
}
