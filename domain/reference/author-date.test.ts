import { describe, expect, it } from "vitest";
import { authorDateLabels, compareEntries, yearEnd, type Entry } from "./author-date";
import type { CslName } from "./csl";
import { findDoubles } from "./doubles";
import { nameFromLine, nameToLine } from "./names";

const entry = (id: string, text: string): Entry => ({ id, text, csl: null });
const labels = (...entries: Entry[]) =>
  [...authorDateLabels(entries)].map(([id, { label }]) => `${id} ${label}`);

describe("authorDateLabels", () => {
  it("names one, two, three and more authors, an undated work and one without an author", () => {
    const author: CslName[] = ["A", "B", "C", "D"].map((family) => ({ family }));
    expect(
      labels(
        entry("1", "Mehta, Anja. 2021. “The Lamp.”"),
        entry("2", "Mehta, Anja, and Otto Ray. 2021. “The Lamp.”"),
        entry("3", "Cook, Steven A., James Traub, and Luke Coffey. 2023. “Why.”"),
        { id: "4", text: "", csl: { type: "book", author, issued: { "date-parts": [[1999]] } } },
        entry("5", "Amsel, Ruth. n.d. “Gauges.” Open Rivers."),
        entry("6", "A letter that the harbour master wrote to us."),
      ),
    ).toEqual([
      "1 Mehta 2021",
      "2 Mehta and Ray 2021",
      "3 Cook, Traub, and Coffey 2023",
      "4 A et al. 1999",
      "5 Amsel, n.d.",
      "6 A letter that the harbour …",
    ]);
  });

  it("tells works of one year apart by letters in the order of the list, there and in the entry", () => {
    const lamp = entry("lamp", "Mehta, Anja. 2021. “The Lamp.”");
    const dam = entry("dam", "Mehta, Anja. 2021. “Dams.”");
    expect(labels(lamp, dam)).toEqual(["dam Mehta 2021a", "lamp Mehta 2021b"]);
    expect(lamp.text.slice(0, yearEnd(lamp)!)).toBe("Mehta, Anja. 2021");
  });
});

describe("compareEntries", () => {
  it("sorts by author, year and title, without accents and articles", () => {
    const sorted = [
      entry("d", "The Zebra Group. 2001. “Alpha.”"),
      entry("c", "Östman, Ida. 2001. “The Beta.”"),
      entry("b", "Östman, Ida. 2001. “Alpha.”"),
      entry("a", "Östman, Ida. 1999. “Zeta.”"),
    ].sort(compareEntries);
    expect(sorted.map(({ id }) => id).join("")).toBe("abcd");
  });
});

describe("findDoubles", () => {
  it("finds the same DOI, address, or title and year, and says which", () => {
    expect(
      findDoubles([
        entry("1", "Mehta, A. 2021. “The Lamp at Selim.” https://doi.org/10.1000/ABC"),
        entry("2", "Orun Commission. 2017. “Average Flow of the Orun, Reconsidered.” Technical Report 31."),
        entry("3", "Orun Commission, Hydrology Section. 2017. “The Average Flow of the Orun Reconsidered.”"),
        entry("4", "Somebody. https://www.a.org/page/?utm_source=x"),
        entry("5", "10.1000/abc"),
        entry("6", "http://a.org/page"),
        entry("7", "https://a.org/"),
        entry("8", "https://a.org"),
      ]),
    ).toEqual([
      { ids: ["1", "5"], reason: "doi" },
      { ids: ["2", "3"], reason: "title" },
      { ids: ["4", "6"], reason: "url" },
    ]);
  });

  it("does not take other years, other titles or short titles for the same work", () => {
    expect(
      findDoubles([
        entry("1", "Orun Commission. 2017. “Average Flow of the Orun.”"),
        entry("2", "Orun Commission. 2018. “Average Flow of the Orun.”"),
        entry("3", "Orun Commission. 2017. “Annual.”"),
        entry("4", "Other, Ida. 2017. “Annual.”"),
      ]),
    ).toEqual([]);
  });
});

it("names go to a line and back", () => {
  for (const line of ["Mehta, Anja", "Orun Commission", "García Márquez, Gabriel J."])
    expect(nameToLine(nameFromLine(line)!)).toBe(line);
});
