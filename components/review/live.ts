import type { ArticleEventDto, PresentDto } from "@/domain/contract";
import { SharedStream, type LiveState } from "./shared-stream";
import type { ArticleStore } from "./store";

/** Milliseconds for which events gather: a burst of them is drawn once. */
const GATHER = 16;

interface FollowOptions {
  store: ArticleStore;
  actorId: string;
  horizon: string;
  onState: (state: LiveState) => void;
  onPeople: (people: readonly PresentDto[]) => void;
}

/**
 * Feeds the store from the article's event stream until it is stopped. The browser reconnects by itself and says
 * which event it saw last; where the server cannot go back that far it sends `reset`, and all is fetched again.
 */
export function follow({ store, actorId, horizon, onState, onPeople }: FollowOptions): () => void {
  const { id } = store.getSnapshot();
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let gathered: ArticleEventDto[] = [];

  const fold = () => {
    clearTimeout(gathering);
    gathering = undefined;
    const events = gathered;
    gathered = [];
    store.receive(...events);
  };
  const stream = new SharedStream({
    name: `galley stream ${actorId} ${id}`,
    address: ({ after, horizon }) => `/api/articles/${id}/events?after=${after}&horizon=${horizon}`,
    known: () => {
      fold();
      return { after: store.lastEventId, horizon };
    },
    hear: (said) => {
      switch (said.type) {
        case "event":
          gathered.push(said.event);
          gathering ??= setTimeout(fold, GATHER);
          break;
        case "reset":
          store.refetch().catch(() => onState("reconnecting"));
          break;
        case "pending":
          // What was sent is among the events before it.
          fold();
          store.receivePending(said.pending);
          break;
        case "present":
          onPeople(said.people);
          break;
        case "state":
          onState(said.state);
          if (said.state === "live") store.resume();
      }
    },
  });
  stream.start();
  return () => {
    stream.stop();
    clearTimeout(gathering);
  };
}
