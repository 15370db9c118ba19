// The port to serve on. No dependency: `npm start` loads this before anything is installed.

import { createServer } from "node:net";
import { Refusal, say } from "./run.mjs";

const DEFAULT_PORT = 3000;

/**
 * Ports of other protocols (mail, chat, X11, …): no browser opens a page there (Chromium: ERR_UNSAFE_PORT), and
 * neither does `fetch`. The list of the Fetch standard, "bad port".
 */
export const PORTS_BROWSERS_REFUSE = new Set([
  ...[1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103],
  ...[104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513],
  ...[514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720],
  ...[1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080],
]);

/** Refuses a PORT nobody could be served on, before anything that takes time is begun. */
export async function checkWantedPort() {
  const wanted = process.env.PORT;
  if (!wanted) return;
  const problem = await problemWith(Number(wanted), wanted);
  if (problem) throw new Refusal(problem);
}

/** PORT, or the first free one from 3000 on. */
export async function choosePort() {
  if (process.env.PORT) {
    await checkWantedPort(); // again: somebody may have taken it meanwhile
    return Number(process.env.PORT);
  }
  const port = await nextFreePort(DEFAULT_PORT);
  if (port === null) throw new Refusal(`No port from ${DEFAULT_PORT} on is free. Set PORT to one that is.`);
  if (port !== DEFAULT_PORT) say(`Port ${DEFAULT_PORT} is taken; using ${port}`);
  return port;
}

/** Why nobody could be served on this port, in a sentence; null when it will do. */
export async function problemWith(port, asWritten = String(port)) {
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    return `PORT must be a number from 1 to 65535; it is "${asWritten}".`;
  if (PORTS_BROWSERS_REFUSE.has(port))
    return `Browsers open no page on port ${port}: it belongs to another protocol. Set PORT to another one, or leave it out.`;
  const code = (await listenError(port, undefined)) ?? (await listenError(port, "127.0.0.1"));
  if (code === "EACCES")
    return `Port ${port} is not yours to serve on: below 1024 that takes an administrator. Set PORT to another one, or leave it out.`;
  return code && `Port ${port} is taken. Set PORT to another one, or leave it out.`;
}

/** The first port from `first` on that will do, or null when none of the next hundred does. */
export async function nextFreePort(first) {
  for (let port = first; port < first + 100 && port < 65_536; port++)
    if ((await problemWith(port)) === null) return port;
  return null;
}

/** Any port that is free on this machine's loopback. */
export async function anyFreePort() {
  const { port, error } = await listen(0, "127.0.0.1");
  if (error) throw new Error("This machine has no free port on 127.0.0.1.");
  return port;
}

/** Why a server cannot listen there, as the system's code, or null. No host: on every address, as `next start`. */
async function listenError(port, host) {
  return (await listen(port, host)).error ?? null;
}

function listen(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", ({ code }) => resolve({ error: code ?? "failed" }));
    probe.listen({ port, host, exclusive: true }, () => {
      const { port: got } = probe.address();
      probe.close(() => resolve({ port: got }));
    });
  });
}
