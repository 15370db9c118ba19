import { expect, it } from "vitest";
import type { CslItem } from "@/domain/reference/csl";
import { cslFrom, enteredFrom } from "./fields";

const ITEM: CslItem = {
  type: "chapter",
  author: [{ family: "Castellan", given: "Pieter" }, { literal: "Orun Commission" }],
  editor: [{ family: "Amsel", given: "Ruth" }],
  issued: { "date-parts": [[2020, 5]] },
  title: "Rice",
  "container-title": "Crops and Borders",
};

it("fields go into a form and back", () => {
  expect(cslFrom(enteredFrom(ITEM))).toEqual(ITEM);
});

it("a date that is none is said so", () => {
  expect(cslFrom({ ...enteredFrom(ITEM), issued: "last May" })).toMatch(/date/);
  expect(cslFrom({ ...enteredFrom(ITEM), accessed: "2021-13" })).toMatch(/date/);
});
