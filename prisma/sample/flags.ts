import type { FlagKind, Outcome } from "@/domain/flag/kinds";

/** The people of the sample desk, by what they are there. */
export type SamplePerson = "chief" | "editor1" | "editor2" | "author1" | "author2";

/** What happened to a flag after it was raised, in order. */
export type SampleStep =
  | { do: "reply"; by: SamplePerson; body: string }
  | { do: "assign"; by: SamplePerson; to: SamplePerson | null }
  /** A change of the text: `quote` stands once in the article, and reads `text` afterwards. */
  | { do: "edit"; by: SamplePerson; quote: string; text: string }
  | {
      do: "resolve";
      by: SamplePerson;
      outcome: Outcome;
      note?: string;
      sources?: readonly string[];
      /** cited: the text of a new reference. */
      reference?: string;
    }
  | { do: "verify" | "reopen" | "withdraw"; by: SamplePerson; note?: string };

/** A flag of the sample article. Its quote stands once in the article as it comes in, and so names its paragraph. */
export interface SampleFlag {
  kind: FlagKind;
  quote: string;
  by: SamplePerson;
  note?: string;
  /** typo: the words proposed instead of the quote. */
  replacement?: string;
  steps: readonly SampleStep[];
}

/**
 * The flags of prisma/sample/article.txt: every kind, every state, every outcome. All are raised on the article as
 * it came in, in this order; then each one's steps are taken, flag by flag.
 */
export const SAMPLE_FLAGS: readonly SampleFlag[] = [
  {
    kind: "typo",
    quote: "foriegn",
    replacement: "foreign",
    by: "editor1",
    steps: [],
  },
  {
    kind: "typo",
    quote: "ramadan",
    replacement: "Ramadan",
    by: "editor2",
    note: "Capital, as all months.",
    steps: [],
  },
  {
    kind: "typo",
    quote: "Mehskan",
    replacement: "Meshkan",
    by: "editor1",
    steps: [
      { do: "resolve", by: "author1", outcome: "applied" },
      { do: "verify", by: "editor1" },
    ],
  },
  {
    kind: "typo",
    quote: "satelite",
    replacement: "satellite",
    by: "editor2",
    steps: [{ do: "resolve", by: "author2", outcome: "applied" }],
  },
  {
    kind: "typo",
    quote: "grey water",
    replacement: "gray water",
    by: "editor2",
    steps: [
      {
        do: "resolve",
        by: "author1",
        outcome: "declined",
        note: "We write British English throughout, so it stays grey.",
      },
    ],
  },
  {
    kind: "typo",
    quote: "ageing",
    replacement: "aging",
    by: "editor2",
    steps: [{ do: "withdraw", by: "editor2", note: "My mistake: ageing is what the house style has." }],
  },
  {
    kind: "fact_check",
    quote: "11 billion cubic metres",
    by: "editor1",
    note: "The ministry’s own fact sheet, your note 5, says 1.1 billion. Which is it? More than two years of flow cannot be right either way.",
    steps: [
      { do: "assign", by: "editor1", to: "author1" },
      {
        do: "reply",
        by: "author1",
        body: "I had the figure from an engineer at the site. I am asking the ministry for the design documents.",
      },
      {
        do: "reply",
        by: "editor1",
        body: "Good. If they do not answer by Thursday we print the fact sheet’s figure and say so.",
      },
    ],
  },
  {
    kind: "fact_check",
    quote: "eleven years of talks",
    by: "editor2",
    note: "Halabi and Corvin count from 1977. That makes seven.",
    steps: [
      { do: "edit", by: "author2", quote: "after eleven years", text: "after seven years" },
      {
        do: "resolve",
        by: "author2",
        outcome: "corrected",
        note: "You are right: the first round was in 1977.",
      },
      { do: "verify", by: "editor2" },
    ],
  },
  {
    kind: "fact_check",
    quote: "lost a quarter of its wheat",
    by: "editor1",
    note: "Over both winters, or in the worse one? And who says so?",
    steps: [
      {
        do: "resolve",
        by: "author1",
        outcome: "sourced",
        note: "Over both: 1.9 million tonnes against 2.5 in the two years before.",
        sources: [
          "Meshkan Grain Board, Harvest Tables 2011-2015, table 6",
          "https://grainboard.example.org/tables/2011-2015",
        ],
      },
    ],
  },
  {
    kind: "fact_check",
    quote: "lowest reading for the month since records began",
    by: "editor2",
    note: "The records at Dalan bridge have a gap from 1991 to 1994. Can we still say this?",
    steps: [
      {
        do: "resolve",
        by: "author2",
        outcome: "stands",
        note: "Those were wet years on every other gauge of the river.",
      },
      {
        do: "reopen",
        by: "editor2",
        note: "That is likely, but it is not what the sentence says. Please put in the gap, or say “known reading”.",
      },
    ],
  },
  {
    kind: "fact_check",
    quote: "It is said that the price was settled over a single dinner.",
    by: "editor1",
    note: "Said by whom? If we cannot name anybody, leave it out.",
    steps: [
      {
        do: "edit",
        by: "author1",
        quote: " It is said that the price was settled over a single dinner.",
        text: "",
      },
      { do: "resolve", by: "author1", outcome: "cut" },
      { do: "verify", by: "editor1", note: "Better without it." },
    ],
  },
  {
    kind: "fact_check",
    quote: "No dispute has ever gone that far.",
    by: "editor2",
    note: "The commission’s papers before 1990 are closed, so this cannot be checked.",
    steps: [
      {
        do: "resolve",
        by: "chief",
        outcome: "waived",
        note: "Both ministries have confirmed it to me on the telephone. We print it.",
      },
    ],
  },
  {
    kind: "citation",
    quote: "more water crossed the border than the treaty requires",
    by: "editor1",
    note: "This carries the whole section. It needs the readings.",
    steps: [{ do: "assign", by: "editor1", to: "author2" }],
  },
  {
    kind: "citation",
    quote: "Zerava has built four dams on the Orun since 2001",
    by: "editor2",
    steps: [
      {
        do: "resolve",
        by: "author1",
        outcome: "cited",
        reference:
          "Corvin, Ines. 2019. “Four Walls: Dam Building on the Upper Orun.” Open Rivers. https://openrivers.example.org/four-walls.",
      },
    ],
  },
  {
    kind: "citation",
    quote: "Experts agree that a third of the water never reaches a field",
    by: "editor2",
    note: "Which experts? Name them or give a reference.",
    steps: [
      {
        do: "edit",
        by: "author2",
        quote: "Experts agree",
        text: "Engineers of the Meshkani canal authority estimate",
      },
      { do: "resolve", by: "author2", outcome: "attributed" },
      { do: "verify", by: "editor2" },
    ],
  },
  {
    kind: "citation",
    quote: "A dam can move water from one month to another",
    by: "editor1",
    steps: [
      {
        do: "resolve",
        by: "author2",
        outcome: "not_needed",
        note: "It is what a dam is; nobody will ask for a source.",
      },
    ],
  },
  {
    kind: "comment",
    quote: "Orun Commission. 2017. “Average Flow of the Orun, Reconsidered.”",
    by: "editor2",
    note: "Is this not the same report as number 4? If so, one entry should do for both places.",
    steps: [{ do: "reply", by: "author2", body: "It is. I will point both at the longer entry." }],
  },
  {
    kind: "comment",
    quote: "This article looks at how",
    by: "chief",
    note: "Do we need the paragraph that says what is coming? The headings do that.",
    steps: [
      {
        do: "reply",
        by: "author1",
        body: "We would like to keep it: the Conclusion answers its last question.",
      },
      { do: "resolve", by: "author1", outcome: "done", note: "Kept, as agreed on the telephone." },
    ],
  },
  {
    kind: "comment",
    quote: "small and polite",
    by: "author1",
    note: "For the desk: I was there. If you want a quotation from the governor I have one.",
    steps: [],
  },
];
