import "server-only";
import { notFound, redirect } from "next/navigation";
import { GalleyError } from "@/domain/errors";
import type { Actor } from "@/domain/policy";
import { getActor } from "@/server/actor";

/** Who looks at a page. Sends somebody who is signed out to sign in, and from there back to `path`. */
export async function pageActor(path: string): Promise<Actor> {
  const actor = await getActor();
  if (!actor) redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
  return actor;
}

/** What a page shows, or the not-found page for what its reader may not see. */
export async function orNotFound<Value>(read: Promise<Value>): Promise<Value> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof GalleyError && (error.code === "not_found" || error.code === "forbidden"))
      notFound();
    throw error;
  }
}
