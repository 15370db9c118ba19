import { randomUUID } from "node:crypto";
import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";

/** Every route file there is, so that a new one cannot be forgotten. */
const FILES = import.meta.glob<Record<string, unknown>>("../app/api/**/route.ts");

/** For who is not signed in (yet). */
const PUBLIC = new Set(["/api/health", "/api/invitations/accept"]);
/** next-auth's own: its forms carry a token against other sites. */
const NEXT_AUTH = "/api/auth/[...nextauth]";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Handler = (
  request: NextRequest,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;

interface Endpoint {
  name: string;
  path: string;
  method: (typeof METHODS)[number];
  handler: Handler;
}

const endpoints: Endpoint[] = [];
for (const [file, load] of Object.entries(FILES)) {
  const path = file.replace(/^\.\.\/app/, "").replace(/\/route\.ts$/, "");
  if (path === NEXT_AUTH) continue;
  const module = await load();
  for (const method of METHODS)
    if (method in module)
      endpoints.push({ name: `${method} ${path}`, path, method, handler: module[method] as Handler });
}

async function call({ path, method, handler }: Endpoint, headers: Record<string, string> = {}) {
  const names = [...path.matchAll(/\[(\w+)\]/g)].map((match) => match[1]!);
  const params = Object.fromEntries(names.map((name) => [name, randomUUID()]));
  const url = `http://localhost:3000${path.replace(/\[(\w+)\]/g, (_, name: string) => params[name]!)}`;
  const request = new NextRequest(url, {
    method,
    headers: { host: "localhost:3000", "content-type": "application/json", ...headers },
    ...(method === "GET" ? {} : { body: "{}" }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  return { status: response.status, body: (await response.json()) as unknown };
}

const named = (chosen: Endpoint[]) => chosen.map((endpoint) => [endpoint.name, endpoint] as const);
const mutations = endpoints.filter(({ method }) => method !== "GET");
const guarded = endpoints.filter(({ path }) => !PUBLIC.has(path));

it("finds the routes", () => {
  expect(endpoints.length).toBeGreaterThan(25);
  expect([...PUBLIC].filter((path) => !endpoints.some((endpoint) => endpoint.path === path))).toEqual([]);
});

describe("signed out", () => {
  it.each(named(guarded))("%s is 401", async (_, endpoint) => {
    expect(await call(endpoint)).toMatchObject({ status: 401, body: { error: { code: "unauthenticated" } } });
  });

  it.each(named(guarded))("%s is 401 with a cookie that is none", async (_, endpoint) => {
    const cookie = "next-auth.session-token=made.up.by.somebody";
    expect(await call(endpoint, { cookie })).toMatchObject({ status: 401 });
  });
});

describe("from another site", () => {
  const elsewhere: Record<string, string>[] = [
    { origin: "https://elsewhere.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ];

  it.each(named(mutations))("%s is 403, whoever is signed in", async (_, endpoint) => {
    for (const headers of elsewhere)
      expect(await call(endpoint, headers)).toMatchObject({
        status: 403,
        body: { error: { code: "forbidden" } },
      });
  });

  it.each(named(mutations))("%s is not refused for its origin from our own", async (_, endpoint) => {
    const own = await call(endpoint, { origin: "http://localhost:3000", "sec-fetch-site": "same-origin" });
    expect(own.status).not.toBe(403);
  });
});
