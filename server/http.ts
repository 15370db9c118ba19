import "server-only";
import { NextResponse, type NextRequest } from "next/server";
import type * as z from "zod";
import { ERROR_STATUS, GalleyError } from "@/domain/errors";
import type { ErrorDto } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { Prisma } from "@/prisma/generated/client";
import { actorOfSession, signedOut } from "./actor";
import { sessionCookieName } from "./auth";
import { isUuid, notFound } from "./access";
import { readBody, type FormReader } from "./http-body";
import { parseInput } from "./http-input";
import { log } from "./log";
import { refuseOtherSites } from "./same-origin";

interface RouteOptions<
  Name extends string,
  Body extends z.ZodType,
  Query extends z.ZodType,
  Count extends string = never,
> {
  /** Names of the path's parameters that are UUIDs: anything else is not found. */
  params?: readonly Name[];
  /** Names of those that are whole numbers from 1 on. */
  numbers?: readonly Count[];
  /** The JSON body. A POST without a body is read as {}. */
  body?: Body;
  /** The query string, one text a name. */
  query?: Query;
  /** Makes the input of a multipart form, for routes that take one; then parsed by `body` all the same. */
  form?: FormReader;
}

interface RouteInput<
  Name extends string,
  Body extends z.ZodType,
  Query extends z.ZodType,
  Count extends string = never,
> {
  params: Record<Name, string> & Record<Count, number>;
  body: z.infer<Body>;
  query: z.infer<Query>;
  request: NextRequest;
}

type Handler<Input> = (input: Input) => Response | Promise<Response>;
type RouteHandler = (
  request: NextRequest,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;

/**
 * A route handler for somebody who is signed in: same-origin check, actor, parse, one call, answer.
 * Whatever it throws becomes the API's error answer.
 */
export function route<
  const Name extends string = never,
  Body extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  const Count extends string = never,
>(
  options: RouteOptions<Name, Body, Query, Count>,
  handler: Handler<RouteInput<Name, Body, Query, Count> & { actor: Actor }>,
): RouteHandler {
  return guarded(async (request, context) => {
    const actor = await actorOfSession(request.cookies.get(sessionCookieName())?.value);
    if (!actor) throw signedOut();
    return handler({ ...(await readInput(options, request, context.params)), actor });
  });
}

/** A route handler for anybody: health, and what a person does before they have an account. */
export function publicRoute<
  const Name extends string = never,
  Body extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
>(options: RouteOptions<Name, Body, Query>, handler: Handler<RouteInput<Name, Body, Query>>): RouteHandler {
  return guarded(async (request, context) => handler(await readInput(options, request, context.params)));
}

/** A JSON answer. Nothing of the API may be kept by a cache. */
export function answer(data: unknown, status = 200): NextResponse {
  return NextResponse.json(data, { status, headers: { "cache-control": "no-store" } });
}

function guarded(handle: RouteHandler): RouteHandler {
  return async (request, context) => {
    try {
      refuseOtherSites(request);
      return secured(await handle(request, context));
    } catch (error) {
      return secured(errorAnswer(error, request));
    }
  };
}

/** What the API sends is data: a browser that shows an answer as a page runs nothing of it. */
function secured<Answer extends Response>(response: Answer): Answer {
  response.headers.set("x-content-type-options", "nosniff");
  if (!response.headers.has("content-security-policy"))
    response.headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  return response;
}

async function readInput<
  Name extends string,
  Body extends z.ZodType,
  Query extends z.ZodType,
  Count extends string = never,
>(
  { params: names = [], numbers = [], body, query, form }: RouteOptions<Name, Body, Query, Count>,
  request: NextRequest,
  paramsPromise: Promise<Record<string, string>>,
): Promise<RouteInput<Name, Body, Query, Count>> {
  const given = names.length + numbers.length > 0 ? await paramsPromise : {};
  const params: Record<string, string | number> = {};
  for (const name of names) {
    const value = given[name];
    if (!isUuid(value)) throw notFound();
    params[name] = value;
  }
  for (const name of numbers) {
    if (!/^[1-9]\d{0,8}$/.test(given[name] ?? "")) throw notFound();
    params[name] = Number(given[name]);
  }
  return {
    params,
    query: query && parseInput(query, Object.fromEntries(request.nextUrl.searchParams)),
    body: body && parseInput(body, await readBody(request, form)),
    request,
  } as RouteInput<Name, Body, Query, Count>;
}

/** The API's answer to whatever was thrown. What is not a GalleyError is logged, and told in general words. */
function errorAnswer(error: unknown, request: Request): NextResponse {
  const known = translate(error);
  if (known) {
    const { code, message, details } = known;
    const body: ErrorDto = { error: { code, message, ...(details === undefined ? {} : { details }) } };
    const response = answer(body, ERROR_STATUS[code]);
    const wait = code === "rate_limited" && retryAfter(details);
    if (wait) response.headers.set("retry-after", String(wait));
    return response;
  }
  log.error({ err: error, method: request.method, path: new URL(request.url).pathname }, "request failed");
  const body: ErrorDto = {
    error: { code: "failed", message: "The server could not do this just now. Try again in a moment." },
  };
  return answer(body, 500);
}

function translate(error: unknown): GalleyError | null {
  if (error instanceof GalleyError) return error;
  // Two transactions that could not both go through: nothing of this one was kept.
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034")
    return new GalleyError("conflict", "Somebody else changed this at the same moment. Try again.");
  return null;
}

function retryAfter(details: unknown): number | null {
  if (typeof details !== "object" || details === null || !("retryAfter" in details)) return null;
  return typeof details.retryAfter === "number" ? details.retryAfter : null;
}
