import "server-only";
import { GalleyError } from "@/domain/errors";
import { readVariable } from "./env";

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a mutation that a browser sends on behalf of another site. A browser always says where a POST comes from,
 * by Sec-Fetch-Site or Origin; a caller that sends neither is a program with a cookie of its own, not a browser.
 */
export function refuseOtherSites(request: Request): void {
  if (READING.has(request.method)) return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const fromElsewhere =
    (site !== null && site !== "same-origin") || (origin !== null && !ownHosts(request).has(hostOf(origin)));
  if (fromElsewhere)
    throw new GalleyError(
      "forbidden",
      "This was sent from another site, so it was not done. Use Galley itself.",
    );
}

/** Host and port of an origin; "" for "null" and anything else that names no host, which is never ours. */
function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : "";
}

function ownHosts(request: Request): Set<string> {
  const hosts = [request.headers.get("host")];
  if (readVariable("GALLEY_TRUST_PROXY") === "1") hosts.push(request.headers.get("x-forwarded-host"));
  if (process.env.NEXTAUTH_URL) hosts.push(hostOf(process.env.NEXTAUTH_URL));
  return new Set(hosts.filter((host): host is string => Boolean(host)));
}

/** Galley's own address as people use it, for links that leave the house: "https://galley.example.org". */
export function ownOrigin(request: Request): string {
  const configured = process.env.NEXTAUTH_URL;
  return configured ? new URL(configured).origin : `http://${request.headers.get("host") ?? "localhost"}`;
}
