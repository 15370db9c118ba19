import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "./db";
import { openDesk } from "./desks";
import { acceptInvitation } from "./invitations";
import { signIn } from "./sign-in";

const ORIGIN = "https://galley.example.org";
const PASSWORD = "the first chief's password";

describe("openDesk", () => {
  it("opens a desk whose first chief comes in by a link", async () => {
    const name = `Desk ${randomUUID()}`;
    const { url, isNew } = await openDesk({ name: ` ${name} `, email: "First@Paper.example" }, ORIGIN);
    expect(isNew).toBe(true);
    expect(url).toMatch(/^https:\/\/galley\.example\.org\/invitation\/[\w-]{40,}$/);

    const token = url.split("/").at(-1)!;
    const { email, deskId } = await acceptInvitation(
      { token, name: "First", password: PASSWORD },
      "10.1.1.1",
    );
    const { id } = await signIn({ email, password: PASSWORD, address: "10.1.1.1" });
    const membership = await db.membership.findFirstOrThrow({ where: { userId: id, deskId } });
    expect(membership).toMatchObject({ role: "chief", active: true });
  });

  it("makes a new link to the desk there is, which takes the earlier one's place", async () => {
    const name = `Desk ${randomUUID()}`;
    const first = await openDesk({ name, email: "chief@paper.example" }, ORIGIN);
    const second = await openDesk({ name, email: "chief@paper.example" }, ORIGIN);
    expect(second.isNew).toBe(false);
    expect(await db.desk.count({ where: { name } })).toBe(1);
    const use = ({ url }: { url: string }) =>
      acceptInvitation({ token: url.split("/").at(-1)!, name: "Chief", password: PASSWORD }, "10.1.1.2");
    await expect(use(first)).rejects.toMatchObject({ code: "not_found" });
    await use(second);
  });

  it.each([
    [{ name: " ", email: "chief@paper.example" }, "Give the desk a name"],
    [{ name: "World", email: "chief" }, "“chief” is not an e-mail address."],
  ])("refuses %o", async (input, message) => {
    await expect(openDesk(input, ORIGIN)).rejects.toThrow(message);
  });
});
