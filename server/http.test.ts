import { NextRequest } from "next/server";
import { describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { GalleyError } from "@/domain/errors";
import { sealSession, sessionCookieName } from "./auth";
import { answer, publicRoute, route } from "./http";
import { log } from "./log";
import { makeActor, makeDesk } from "./testing/factories";

const HOST = "galley.example.org";
const schema = z.strictObject({ name: z.string().max(5), count: z.int().optional() });
const echo = publicRoute({ body: schema }, ({ body }) => answer(body, 201));

function request(
  init: { method?: string; body?: BodyInit; headers?: Record<string, string>; path?: string } = {},
) {
  const { path = "/api/things", headers = {}, ...rest } = init;
  return new NextRequest(`http://${HOST}${path}`, {
    ...rest,
    headers: { host: HOST, ...headers },
  });
}

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  request({ method: "POST", body, headers: { "content-type": "application/json", ...headers } });
const noParams = { params: Promise.resolve({}) };

async function call(
  handler: (request: NextRequest, context: typeof noParams) => Promise<Response>,
  sent: NextRequest,
) {
  const response = await handler(sent, noParams);
  const { error, ...rest } = (await response.json()) as { error?: { code: string; message: string } };
  return { status: response.status, error, body: rest, headers: response.headers };
}

describe("route", () => {
  it("answers in JSON that nothing keeps, runs or guesses at", async () => {
    const { status, body, headers } = await call(echo, post('{"name":"abc"}'));
    expect({ status, body }).toEqual({ status: 201, body: { name: "abc" } });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it.each([
    ["what is not JSON", "{", "This is not well-formed JSON."],
    ["a missing field", "{}", "“name” is missing."],
    ["no body at all", "", "“name” is missing."],
    ["a field of the wrong type", '{"name":1}', "“name” should be of type string."],
    ["a broken number", '{"name":"a","count":1.5}', "“count” should be a whole number."],
    ["too long a text", '{"name":"abcdef"}', "“name” is too long: at most 5."],
    ["a field nobody knows", '{"name":"a","more":1}', "Not known here: more."],
    ["a NUL", '{"name":"\\u0000"}', "The text holds characters that cannot be stored."],
    ["half a character", '{"name":"\\ud83d"}', "The text holds characters that cannot be stored."],
  ])("refuses %s in words", async (_what, body, message) => {
    expect(await call(echo, post(body))).toMatchObject({ status: 400, error: { code: "invalid", message } });
  });

  it("takes a whole character that is written as escapes", async () => {
    expect((await call(echo, post('{"name":"\\ud83d\\ude00"}'))).body).toEqual({ name: "😀" });
  });

  it("refuses bytes that are not UTF-8, and JSON that is not called so", async () => {
    const bytes = new Uint8Array([0x7b, 0xff, 0x7d]);
    expect((await call(echo, post(bytes))).error?.message).toBe("The text is not UTF-8.");
    const form = post('{"name":"a"}', { "content-type": "text/plain" });
    expect((await call(echo, form)).error?.message).toContain("application/json");
  });

  it("refuses more than 4 MB, said or not", async () => {
    const large = JSON.stringify({ name: "x".repeat(4 * 1024 * 1024) });
    expect(await call(echo, post(large))).toMatchObject({ status: 413, error: { code: "too_large" } });
    const lying = await call(echo, post("{}", { "content-length": "5000000" }));
    expect(lying.status).toBe(413);
  });

  it.each([
    ["same origin, as browsers say it", { "sec-fetch-site": "same-origin", origin: `http://${HOST}` }, 201],
    ["a program, which says nothing", {}, 201],
    ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, 403],
    ["another site, by its origin alone", { origin: "https://evil.example" }, 403],
    ["a sister site", { "sec-fetch-site": "same-site" }, 403],
    ["a sandboxed page", { origin: "null" }, 403],
    ["another port", { origin: `http://${HOST}:81` }, 403],
    ["the configured address, behind a proxy", { origin: "http://localhost:3000" }, 201],
  ])("a mutation from %s", async (_where, headers, status) => {
    expect((await call(echo, post('{"name":"a"}', headers as Record<string, string>))).status).toBe(status);
  });

  it("lets another site link here: reading is not refused", async () => {
    const read = publicRoute({}, () => answer({}));
    expect((await call(read, request({ headers: { "sec-fetch-site": "cross-site" } }))).status).toBe(200);
  });

  it("finds no path whose id is no UUID", async () => {
    const handler = publicRoute({ params: ["id"] }, ({ params }) => answer(params));
    const context = (id: string) => ({ params: Promise.resolve({ id }) });
    expect((await handler(request(), context("x' OR 1=1"))).status).toBe(404);
    expect((await handler(request(), context("00000000-0000-4000-8000-000000000000"))).status).toBe(200);
  });

  it("knows the signed-in, and turns away everybody else before it reads what they sent", async () => {
    const actor = await makeActor(await makeDesk("A desk"), "editor");
    const cookie = await sealSession({ userId: actor.id, signedInAt: Date.now() + 1000 });
    const handler = route({ body: schema }, ({ actor: { id } }) => answer({ id }));
    const signedIn = await call(
      handler,
      post('{"name":"a"}', { cookie: `${sessionCookieName()}=${cookie}` }),
    );
    expect(signedIn.body).toEqual({ id: actor.id });
    expect(await call(handler, post("{"))).toMatchObject({
      status: 401,
      error: { code: "unauthenticated", message: "You are signed out. Sign in to go on." },
    });
  });

  it("passes on what an expected error says, with its details", async () => {
    const refuse = publicRoute({}, () => {
      throw new GalleyError("rate_limited", "Too many.", { retryAfter: 60 });
    });
    const response = await refuse(request(), noParams);
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("60");
    expect(await response.json()).toEqual({
      error: { code: "rate_limited", message: "Too many.", details: { retryAfter: 60 } },
    });
  });

  it("logs an unexpected error and tells nothing of it", async () => {
    const logged = vi.spyOn(log, "error").mockReturnValue(undefined);
    const secret = new Error("password of the database");
    const handler = publicRoute({}, () => Promise.reject(secret));
    const { status, error } = await call(handler, request());
    expect({ status, error }).toEqual({
      status: 500,
      error: { code: "failed", message: "The server could not do this just now. Try again in a moment." },
    });
    expect(logged).toHaveBeenCalledWith(expect.objectContaining({ err: secret }), "request failed");
    logged.mockRestore();
  });
});
