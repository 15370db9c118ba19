import * as z from "zod";

export const id = z.uuid();
/** Of a request, made by who sends it: repeated with the same id, it is done once. */
export const requestId = id.optional();
export const version = z.int().min(1);
export const offset = z.int().min(0);
/** Words a person typed: kept as typed, but not blank. */
export const words = (max: number) =>
  z
    .string()
    .max(max, `This is longer than ${max.toLocaleString("en")} characters.`)
    .refine((text) => text.trim() !== "", "Write something first.");
export const note = words(10_000).optional();

export const ROLES = ["chief", "editor", "author"] as const;
export type Role = (typeof ROLES)[number];

export interface PersonDto {
  id: string;
  name: string;
}

export interface ErrorDto {
  error: { code: string; message: string; details?: unknown };
}
