"use client";

import { useId } from "react";
import type { ArticleDto, FlagDto } from "@/domain/contract";
import { abilitiesOf } from "./abilities";
import { useReview } from "./context";

/** Whose it is to settle. Editors choose among the article's authors; everybody else reads it. */
export function AssignControl({ flag, article }: { flag: FlagDto; article: ArticleDto }) {
  const { actor, members, commands, say } = useReview();
  const id = useId();
  const nameOf = (userId: string) => members.find((member) => member.id === userId)?.name ?? "Somebody else";
  if (!abilitiesOf(actor, article, flag).assign)
    return flag.assigneeId ? (
      <p className="assign">For {flag.assigneeId === actor.id ? "you" : nameOf(flag.assigneeId)}</p>
    ) : null;
  const choices = new Set([...article.authorIds, ...(flag.assigneeId ? [flag.assigneeId] : [])]);
  return (
    <p className="assign">
      <label htmlFor={id}>For </label>
      <select
        id={id}
        value={flag.assigneeId ?? ""}
        onChange={({ target }) => {
          const assignee = target.value ? { id: target.value, name: nameOf(target.value) } : null;
          void commands.assign(flag.id, assignee).then((sent) => {
            if (sent) say(assignee ? `Given to ${assignee.name}.` : "Assignment taken back.");
          });
        }}
      >
        <option value="">any author</option>
        {[...choices].map((userId) => (
          <option key={userId} value={userId}>
            {nameOf(userId)}
          </option>
        ))}
      </select>
    </p>
  );
}
