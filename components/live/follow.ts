import type { ArticleEventDto, PendingDto, PresentDto } from "@/domain/contract";
import { SharedStream, type LiveState } from "./shared-stream";

/** Milliseconds for which events gather: a burst of them is drawn once. */
const GATHER = 16;

/** What is kept up to date with the article: whatever a page shows of it. */
export interface Followed {
  /** The newest event that is known. */
  readonly lastEventId: string;
  /** Folds events in their order. What is known already changes nothing. */
  receive: (...events: ArticleEventDto[]) => void;
  /** The reader's own pending review; where it shows nowhere, it is not needed. */
  receivePending?: (pending: PendingDto) => void;
  /** Reads all afresh. */
  refetch: () => Promise<void>;
}

interface FollowOptions {
  articleId: string;
  actorId: string;
  /** Belongs to what the page began with: what the feed need not tell again (server/changes.ts). */
  horizon: string;
  onState: (state: LiveState) => void;
  onPeople?: (people: readonly PresentDto[]) => void;
}

/**
 * Feeds it from the article's event stream until it is stopped. The browser reconnects by itself and says which event
 * it saw last; where the server cannot go back that far it sends `reset`, and all is fetched again. Pages of every
 * kind follow one stream.
 */
export function follow(followed: Followed, options: FollowOptions): () => void {
  const { articleId, actorId, horizon, onState, onPeople } = options;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let gathered: ArticleEventDto[] = [];

  const fold = () => {
    clearTimeout(gathering);
    gathering = undefined;
    const events = gathered;
    gathered = [];
    followed.receive(...events);
  };
  const stream = new SharedStream({
    name: `galley stream ${actorId} ${articleId}`,
    address: ({ after, horizon }) => `/api/articles/${articleId}/events?after=${after}&horizon=${horizon}`,
    known: () => {
      fold();
      return { after: followed.lastEventId, horizon };
    },
    hear: (said) => {
      switch (said.type) {
        case "event":
          gathered.push(said.event);
          gathering ??= setTimeout(fold, GATHER);
          break;
        case "reset":
          followed.refetch().catch(() => onState("reconnecting"));
          break;
        case "pending":
          // What was sent is among the events before it.
          fold();
          followed.receivePending?.(said.pending);
          break;
        case "present":
          onPeople?.(said.people);
          break;
        case "state":
          onState(said.state);
      }
    },
  });
  stream.start();
  return () => {
    stream.stop();
    clearTimeout(gathering);
  };
}
