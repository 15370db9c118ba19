"use client";

import { DownloadRow } from "./download-row";
import { useDownload } from "./use-download";

/** The flags alone, for another program that annotates: a row of a list. */
export function AnnotationsRow({ articleId }: { articleId: string }) {
  const { download, isBusy, failure } = useDownload();
  return (
    <DownloadRow
      name="Annotations"
      about="Every flag with its thread, as W3C Web Annotations (JSON-LD)."
      label="the annotations"
      busy={isBusy("annotations")}
      failure={failure("annotations")}
      onDownload={() =>
        void download("annotations", `/api/articles/${articleId}/annotations`, {
          fallbackName: "annotations.jsonld",
          isOnRecord: false,
        })
      }
    />
  );
}
