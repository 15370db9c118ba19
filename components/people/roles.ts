import type { Role } from "@/domain/contract";

/** The roles as people read them, and what each may do in a line. */
export const ROLE_WORDS: Record<Role, { name: string; withArticle: string; does: string }> = {
  chief: {
    name: "Chief",
    withArticle: "a chief",
    does: "Does all that editors do, manages the people, waives flags, writes at deadline.",
  },
  editor: {
    name: "Editor",
    withArticle: "an editor",
    does: "Flags, assigns, verifies and brings articles in.",
  },
  author: {
    name: "Author",
    withArticle: "an author",
    does: "Writes and settles the flags of their own articles.",
  },
};

export const ROLE_ORDER: readonly Role[] = ["chief", "editor", "author"];
