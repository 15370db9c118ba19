import type { ArticleDto, ArticleEventDto, FlagDto, TextChangeDto } from "@/domain/contract";

/** Where the article comes from and changes go: the review's store, as far as the editor needs it. */
export interface ArticleSource {
  getSnapshot(): ArticleDto;
  receive(event: ArticleEventDto): void;
  onTextChange(listener: (change: TextChangeDto) => void): () => void;
}

export interface CaretPlace {
  paragraphId: string;
  /** UTF-16 units into its text. */
  offset: number;
  /** With it, what is chosen from there on. */
  end?: number;
}

/** Letters that were meant for the editor before it was there; there may be more until it is. */
export interface TypedAhead {
  typed: string;
}

/** Words of one paragraph, chosen in the editor and stored as they are. */
export interface ChosenWords {
  paragraphId: string;
  /** UTF-16 units into its text. */
  start: number;
  end: number;
  quote: string;
  /** More was selected than this paragraph's part. */
  clipped: boolean;
}

/** Words to comment on, and what was typed of the comment while they were being stored. */
export interface CommentedWords extends ChosenWords {
  note: string;
}

/** conflict: words of the writer's are kept here that the server would not take. */
export type EditorStatus = "saved" | "saving" | "offline" | "conflict";

/** What a writer left behind: words on their way, or kept on this device because the server would not take them. */
export type LeftText = "unsaved" | "conflict";

export interface ArticleEditorProps {
  /** The article when writing starts. */
  article: ArticleDto;
  /** Flags to draw, as they are now. */
  flags: readonly FlagDto[];
  focusedFlagId: string | null;
  /** Where the caret is to be; the first paragraph of the text without it. */
  caret: CaretPlace | null;
  ahead: TypedAhead;
  store: ArticleSource;
  actorId: string;
  onFlagClick(flagId: string): void;
  /** Heights may have changed. */
  onLayout(): void;
  /** The writer is done, and what they wrote is saved, or kept on this device. */
  onDone(): void;
  /** The writer goes over to comment on words that are stored now. */
  onComment(words: CommentedWords): void;
  /** Says what went wrong to those who do not see the editor's own status. */
  say(words: string): void;
  /** What becomes of the writer's words after they are done; null once all is saved. The same function at all times. */
  onLeft(left: LeftText | null): void;
}
