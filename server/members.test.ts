import { describe, expect, it } from "vitest";
import { actorOfSession } from "./actor";
import { sealSession } from "./auth";
import { changeMember, listMembers } from "./members";
import { makeActor, makeCast } from "./testing/factories";

describe("members", () => {
  it("are listed by name; who was deactivated, to the chief only", async () => {
    const { desk, chief, editor, author, secondEditor } = await makeCast();
    await changeMember(chief, desk.id, secondEditor.id, { active: false });
    expect((await listMembers(author, desk.id)).map(({ name }) => name)).toEqual([
      "Author",
      "Chief",
      "Editor",
      "Second Author",
    ]);
    expect(await listMembers(chief, desk.id)).toContainEqual({
      id: secondEditor.id,
      name: "Second Editor",
      email: secondEditor.email,
      role: "editor",
      active: false,
    });
    expect(await listMembers(editor, desk.id)).toHaveLength(4);
  });

  it("get another role, which counts from the next request on", async () => {
    const { desk, chief, author } = await makeCast();
    const cookie = await sealSession({ userId: author.id, signedInAt: Date.now() + 1000 });
    expect(await changeMember(chief, desk.id, author.id, { role: "editor" })).toMatchObject({
      role: "editor",
    });
    expect((await actorOfSession(cookie))?.memberships[0]?.role).toBe("editor");
  });

  it("are out at once when deactivated, and in again when they are let in", async () => {
    const { desk, chief, editor } = await makeCast();
    const cookie = await sealSession({ userId: editor.id, signedInAt: Date.now() + 1000 });
    await changeMember(chief, desk.id, editor.id, { active: false });
    expect(await actorOfSession(cookie)).toBeNull();
    await changeMember(chief, desk.id, editor.id, { active: true });
    expect(await actorOfSession(cookie)).toMatchObject({ id: editor.id });
  });

  it.each([{ active: false }, { role: "editor" as const }])(
    "keep their last chief: %o is a conflict",
    async (change) => {
      const { desk, chief } = await makeCast();
      await expect(changeMember(chief, desk.id, chief.id, change)).rejects.toMatchObject({
        code: "conflict",
      });
      expect(await listMembers(chief, desk.id)).toContainEqual(
        expect.objectContaining({ id: chief.id, role: "chief", active: true }),
      );
    },
  );

  it("keep one of two chiefs who remove each other at the same moment", async () => {
    const { desk, chief } = await makeCast();
    const second = await makeActor(desk, "chief");
    const results = await Promise.allSettled([
      changeMember(chief, desk.id, second.id, { active: false }),
      changeMember(second, desk.id, chief.id, { active: false }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("of another desk are not found", async () => {
    const { desk, chief, stranger } = await makeCast();
    await expect(changeMember(chief, desk.id, stranger.id, { role: "author" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
