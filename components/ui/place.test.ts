import { describe, expect, it } from "vitest";
import { place } from "./place";

const WINDOW = { width: 400, height: 300 };
const MENU = { width: 100, height: 80 };
const anchor = (top: number, left: number) => ({ top, left, width: 40, height: 20 });

describe("place", () => {
  it("stands under its anchor", () => {
    expect(place(anchor(10, 50), MENU, WINDOW, { align: "start", side: "below" })).toEqual({
      top: 34,
      left: 50,
    });
  });

  it("goes above when there is no room below, and below when there is none above", () => {
    expect(place(anchor(250, 50), MENU, WINDOW, { align: "start", side: "below" }).top).toBe(166);
    expect(place(anchor(10, 50), MENU, WINDOW, { align: "start", side: "above" }).top).toBe(34);
  });

  it("lines up with the end or the middle, and stays in the window", () => {
    expect(place(anchor(10, 200), MENU, WINDOW, { align: "end", side: "below" }).left).toBe(140);
    expect(place(anchor(10, 200), MENU, WINDOW, { align: "centre", side: "below" }).left).toBe(170);
    expect(place(anchor(10, 380), MENU, WINDOW, { align: "start", side: "below" }).left).toBe(292);
    expect(place(anchor(10, 0), MENU, WINDOW, { align: "end", side: "below" }).left).toBe(8);
  });
});
