import { ApiError } from "../api";

/*
 * The session is next-auth's; these are its own HTTP calls, without its browser package (13 kB for two requests).
 */

async function post(path: string, fields: Record<string, string>): Promise<{ url?: string }> {
  try {
    const csrf = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
    const response = await fetch(path, {
      method: "POST",
      body: new URLSearchParams({ ...fields, csrfToken: csrf.csrfToken, json: "true" }),
    });
    return (await response.json()) as { url?: string };
  } catch {
    throw new ApiError("offline", 0, "The server cannot be reached just now. Try again.");
  }
}

/** Signs in, or throws an ApiError whose message can be shown as it is. */
export async function signIn(email: string, password: string): Promise<void> {
  const { url } = await post("/api/auth/callback/credentials", { email, password, callbackUrl: "/" });
  if (!url) throw new ApiError("failed", 500, "The server could not sign you in just now. Try again.");
  const error = new URL(url, location.origin).searchParams.get("error");
  if (error) throw new ApiError("unauthenticated", 401, error);
}

/**
 * Says `true` to what speaks for this person in the background before their session ends: from then on the server would
 * refuse it. `false` if it could not be ended.
 */
type SignOutListener = (isSigningOut: boolean) => void;

const listeners = new Set<SignOutListener>();

/** Calls back around each signing out, until the function that it returns is called. */
export function onSignOut(listener: SignOutListener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Written when a session has ended: the browser tells its other windows of it. */
const SIGNED_OUT = "galley-signed-out";

/** Calls back when this browser's session was ended in another window, until the function that it returns is called. */
export function onSignedOutElsewhere(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === SIGNED_OUT) listener();
  };
  window.addEventListener("storage", onStorage);
  return () => window.removeEventListener("storage", onStorage);
}

/** Ends this device's session. What was typed and not sent stays here. */
export async function signOut(): Promise<void> {
  for (const listener of listeners) listener(true);
  try {
    await post("/api/auth/signout", { callbackUrl: "/sign-in" });
  } catch (error) {
    for (const listener of listeners) listener(false);
    throw error;
  }
  try {
    localStorage.setItem(SIGNED_OUT, String(Date.now()));
  } catch {
    // Not allowed to keep anything: the others find out when they next ask the server.
  }
}
