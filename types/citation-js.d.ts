/** What we use of Citation.js, which comes without types. */
declare module "@citation-js/core" {
  export const plugins: {
    input: {
      /** Throws what its grammar says where the source is not of that format. Never fetches with `forceType`. */
      chain(source: string, options: { forceType: string; generateGraph: false }): unknown[];
    };
    output: {
      format(
        name: "bibliography",
        items: readonly unknown[],
        options: { style: string; lang: string; format: "html"; asEntryArray: true },
      ): [id: string, html: string][];
    };
    config: {
      get(plugin: "@csl"): { styles: { add(name: string, style: string): void } };
    };
  };
}
declare module "@citation-js/plugin-bibtex";
declare module "@citation-js/plugin-csl";
declare module "@citation-js/plugin-ris";
