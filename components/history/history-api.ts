import type { RevisionsDto, TimelineDto, VersionDto } from "@/domain/contract";
import { callApi } from "../api";

/** What the history is read by: of the article, or of one of its paragraphs. Throws ApiError. */
export interface HistoryApi {
  /** The time line, or what of it is older than a version. */
  timeline: (before?: number) => Promise<TimelineDto>;
  /** Single changes, newest first: those between two versions, both left out. */
  revisions: (between: { after?: number; before?: number }) => Promise<RevisionsDto>;
  version: (version: number) => Promise<VersionDto>;
  /** The version that stood at a moment (ISO 8601); null before the first. */
  versionAt: (moment: string) => Promise<number | null>;
}

export function historyApi(articleId: string, paragraphId: string | null): HistoryApi {
  const read = <Answer>(path: string, query: Record<string, string | number | null | undefined> = {}) => {
    const given = Object.entries(query).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[name, String(value)]],
    );
    const parameters = new URLSearchParams(given);
    return callApi<Answer>("GET", `/api/articles/${articleId}/${path}?${parameters}`);
  };
  return {
    timeline: (before) => read("timeline", { before, paragraphId }),
    revisions: (between) => read("revisions", { ...between, paragraphId }),
    version: (version) => read(`versions/${version}`),
    versionAt: async (until) => {
      const { revisions } = await read<RevisionsDto>("revisions", { until });
      return revisions[0]?.version ?? null;
    },
  };
}
