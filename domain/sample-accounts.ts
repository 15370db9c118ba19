import type { Role } from "./contract";

/** The desk of the sample data: by this id it is known. */
export const SAMPLE_DESK = { id: "5a3c1e00-0000-4000-8000-000000000001", name: "Middle East" };

/**
 * The people of the sample desk. Their passwords are public, so they are offered on the sign-in page only as long as
 * nobody has changed them, and only where the seed has run.
 */
export const SAMPLE_ACCOUNTS: readonly {
  id: string;
  role: Role;
  name: string;
  email: string;
  password: string;
}[] = [
  {
    id: "5a3c1e00-0000-4000-8000-000000000011",
    role: "chief",
    name: "Margaret Hale",
    email: "margaret@galley.example",
    password: "sample-chief-1",
  },
  {
    id: "5a3c1e00-0000-4000-8000-000000000012",
    role: "editor",
    name: "Tomas Lindqvist",
    email: "tomas@galley.example",
    password: "sample-editor-1",
  },
  {
    id: "5a3c1e00-0000-4000-8000-000000000013",
    role: "editor",
    name: "Nadia Karam",
    email: "nadia@galley.example",
    password: "sample-editor-2",
  },
  {
    id: "5a3c1e00-0000-4000-8000-000000000014",
    role: "author",
    name: "Farid Ansari",
    email: "farid@galley.example",
    password: "sample-author-1",
  },
  {
    id: "5a3c1e00-0000-4000-8000-000000000015",
    role: "author",
    name: "Leila Demir",
    email: "leila@galley.example",
    password: "sample-author-2",
  },
];
