import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import { readVariable } from "./env";

const HEADER = "x-forwarded-for";

/**
 * Writes the address of the connection into X-Forwarded-For of every request, over whatever the caller claimed
 * there: Next keeps the caller's claim and gives a route no other way to the connection. To be called once at start
 * (instrumentation.ts). Behind a proxy of ours (GALLEY_TRUST_PROXY=1) the header is the proxy's and stays.
 */
export function keepRealAddresses(): void {
  if (readVariable("GALLEY_TRUST_PROXY") === "1") return;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[HEADER] = request.socket.remoteAddress ?? "";
  });
}

/**
 * The address a request came from. A proxy appends the address it saw, so the last entry is the one that nobody but
 * the proxy can have written.
 */
export function addressOf(headers: Headers): string {
  return headers.get(HEADER)?.split(",").at(-1)?.trim() || "unknown";
}

/** What a limit by address counts as one caller: an IPv4 address, or the /64 network that one IPv6 customer has. */
export function addressGroup(address: string): string {
  const mapped = address.match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i)?.[1];
  if (mapped || !isIPv6(address)) return mapped ?? address;
  const [head = "", tail] = address.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: Math.max(zeros, 0) }, () => "0"), ...after];
  return groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(":");
}
