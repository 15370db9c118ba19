import type { ArticleEventDto } from "@/domain/contract";
import type { ArticleStore } from "./store";

/** live: events arrive. reconnecting: the connection is gone and is being tried again. */
export type LiveState = "live" | "reconnecting";

/**
 * Feeds the store from the article's event stream until it is stopped. The browser reconnects by itself and says
 * which event it saw last; where the server cannot go back that far it sends `reset`, and all is fetched again.
 */
export function follow(store: ArticleStore, onState: (state: LiveState) => void): () => void {
  const { id } = store.getSnapshot();
  let stopped = false;
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const connect = () => {
    source = new EventSource(`/api/articles/${id}/events?after=${store.lastEventId}`);
    source.onopen = () => onState("live");
    source.onmessage = (message: MessageEvent<string>) =>
      store.receive(JSON.parse(message.data) as ArticleEventDto);
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
    source.close();
  };
}
