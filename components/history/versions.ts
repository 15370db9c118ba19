"use client";

import { useEffect, useState } from "react";
import type { ParagraphDto, VersionDto } from "@/domain/contract";
import { callApi } from "../api";
import { errorWords } from "../error-words";

/** The article's states as they are fetched, each once: what was stored never changes. */
export class Versions {
  private readonly known = new Map<number, Promise<VersionDto>>();

  constructor(
    private readonly articleId: string,
    current: VersionDto,
  ) {
    this.newest = current.version;
    this.known.set(current.version, Promise.resolve(current));
  }

  /** The newest version anybody has told of. */
  newest: number;

  read(version: number): Promise<VersionDto> {
    const known = this.known.get(version);
    if (known) return known;
    const read = callApi<VersionDto>("GET", `/api/articles/${this.articleId}/versions/${version}`);
    this.known.set(version, read);
    read.then(
      ({ newest }) => (this.newest = Math.max(this.newest, newest)),
      () => this.known.delete(version),
    );
    return read;
  }

  /** The text as it stands, however much was written since the page was made. */
  async readNewest(): Promise<VersionDto> {
    // Asked of the server each time: only its answer tells of newer ones.
    this.known.delete(this.newest);
    const read = await this.read(this.newest);
    return read.version === read.newest ? read : this.readNewest();
  }
}

type Pair =
  | { state: "loading" }
  | { state: "failed"; error: string; retry: () => void }
  | { state: "here"; before: readonly ParagraphDto[]; after: readonly ParagraphDto[] };

/** Two states. While another two are on their way, those that were here stay. */
export function usePair(versions: Versions, from: number, to: number): Pair {
  const [pair, setPair] = useState<Pair>({ state: "loading" });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isOver = false;
    Promise.all([versions.read(from), versions.read(to)]).then(
      ([before, after]) => {
        if (!isOver) setPair({ state: "here", before: before.paragraphs, after: after.paragraphs });
      },
      (error: unknown) => {
        const retry = () => {
          setPair({ state: "loading" });
          setTurn((last) => last + 1);
        };
        if (!isOver) setPair({ state: "failed", error: errorWords(error), retry });
      },
    );
    return () => {
      isOver = true;
    };
  }, [versions, from, to, turn]);
  return pair;
}
