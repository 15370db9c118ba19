import { ApiError, callApi } from "@/components/api";
import { onSignOut } from "@/components/auth/session";
import type { LeaveInput, PresenceInput } from "@/domain/contract";

/** Milliseconds. The server forgets who says nothing for 25 seconds. */
const BEAT = 10_000;
/** Rest after the last movement before a new place is told. */
const REST = 700;

/**
 * Says that this window has the article before it, and where, as long as somebody can see it; that it is gone, at
 * once when it closes or its person signs out. A heartbeat that fails needs no words: the next one says the same.
 */
export class Heartbeat {
  private readonly windowId = crypto.randomUUID();
  private isLive = false;
  private isSigningOut = false;
  private forgetSignOut: (() => void) | undefined;
  private place: string | null = null;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private beating: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly articleId: string,
    /** The paragraph this person is in. */
    private readonly findPlace: () => string | null,
  ) {}

  start(): void {
    this.beating = setInterval(this.beat, BEAT);
    for (const [target, type] of this.events()) target.addEventListener(type, this.moved, { passive: true });
    document.addEventListener("visibilitychange", this.beat);
    window.addEventListener("pagehide", this.leave);
    this.forgetSignOut = onSignOut((isSigningOut) => {
      if (isSigningOut) this.leave();
      this.isSigningOut = isSigningOut;
      if (!isSigningOut) this.beat();
    });
  }

  stop(): void {
    this.forgetSignOut?.();
    clearInterval(this.beating);
    clearTimeout(this.resting);
    for (const [target, type] of this.events()) target.removeEventListener(type, this.moved);
    document.removeEventListener("visibilitychange", this.beat);
    window.removeEventListener("pagehide", this.leave);
    this.leave();
  }

  /** Without a connection nobody hears it. */
  setLive(isLive: boolean): void {
    const isBack = isLive && !this.isLive;
    this.isLive = isLive;
    if (isBack) this.beat();
  }

  private events(): [EventTarget, string][] {
    return [
      [window, "scroll"],
      [document, "selectionchange"],
      [document, "focusin"],
    ];
  }

  private readonly moved = (): void => {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      if (this.findPlace() !== this.place) this.beat();
    }, REST);
  };

  private readonly beat = (): void => {
    if (this.isSigningOut || !this.isLive || !navigator.onLine || document.visibilityState !== "visible")
      return;
    this.place = this.findPlace();
    const body: PresenceInput = { windowId: this.windowId, paragraphId: this.place };
    callApi("POST", `/api/articles/${this.articleId}/presence`, body).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
    });
  };

  private readonly leave = (): void => {
    if (this.isSigningOut) return;
    const body: LeaveInput = { windowId: this.windowId };
    const json = new Blob([JSON.stringify(body)], { type: "application/json" });
    navigator.sendBeacon(`/api/articles/${this.articleId}/presence/leave`, json);
  };
}
