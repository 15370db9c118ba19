import { ApiError } from "../api";
import type * as Deeds from "./deeds";

/** What there is to know of deeds, once it is here: nobody who only reads needs it. */
export let deeds: typeof Deeds | null = null;

/** Fetches it, once. Throws ApiError, as a request would, where it cannot be had just now. */
export async function loadDeeds(): Promise<typeof Deeds> {
  try {
    return (deeds ??= await import("./deeds"));
  } catch {
    throw new ApiError("offline", 0, "There is no connection.");
  }
}
