/** Words of the text within a sentence of ours: whichever way they run, the sentence keeps its order. */
export const isolated = (words: string): string => `\u2068${words}\u2069`;
