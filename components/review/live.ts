import type { ArticleEventDto } from "@/domain/contract";
import type { ArticleStore } from "./store";

/** live: events arrive. reconnecting: the connection is gone and is being tried again. */
export type LiveState = "live" | "reconnecting";

/** Milliseconds for which events gather: a burst of them is drawn once. */
const GATHER = 16;

/**
 * Feeds the store from the article's event stream until it is stopped. The browser reconnects by itself and says
 * which event it saw last; where the server cannot go back that far it sends `reset`, and all is fetched again.
 */
export function follow(
  store: ArticleStore,
  horizon: string,
  onState: (state: LiveState) => void,
): () => void {
  const { id } = store.getSnapshot();
  let stopped = false;
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let gathered: ArticleEventDto[] = [];

  const fold = () => {
    clearTimeout(gathering);
    gathering = undefined;
    const events = gathered;
    gathered = [];
    store.receive(...events);
  };
  const connect = () => {
    fold();
    source = new EventSource(`/api/articles/${id}/events?after=${store.lastEventId}&horizon=${horizon}`);
    source.onopen = () => onState("live");
    source.onmessage = (message: MessageEvent<string>) => {
      gathered.push(JSON.parse(message.data) as ArticleEventDto);
      gathering ??= setTimeout(fold, GATHER);
    };
    source.addEventListener("reset", () => void store.refetch().catch(() => onState("reconnecting")));
    source.onerror = () => {
      onState("reconnecting");
      // CLOSED: the server refused (a restart behind a proxy, a session that ended); the browser gives up there.
      if (source.readyState === EventSource.CLOSED && !stopped) retry = setTimeout(connect, 5_000);
    };
  };
  connect();
  return () => {
    stopped = true;
    clearTimeout(retry);
    clearTimeout(gathering);
    source.close();
  };
}
