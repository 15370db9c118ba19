import * as z from "zod";
import { ROLES, words, type Role } from "./common";

export interface MeDto {
  user: { id: string; name: string; email: string };
  memberships: { deskId: string; desk: string; role: Role }[];
}

export interface MemberDto {
  id: string;
  name: string;
  email: string;
  role: Role;
  active: boolean;
}

export const invitationInput = z.strictObject({ email: z.email().max(254), role: z.enum(ROLES) });
export type InvitationInput = z.infer<typeof invitationInput>;

export interface InvitationDto {
  id: string;
  email: string;
  role: Role;
  expiresAt: string;
  /** Only in the answer that makes it: the token is not kept. */
  url?: string;
}

const password = z.string().min(10, "Choose a password of at least 10 characters.").max(200);
export const acceptInvitationInput = z.strictObject({
  token: z.string().min(20).max(200),
  name: words(120),
  password,
});
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>;
export const passwordInput = z.strictObject({ current: z.string().max(200), next: password });
export type PasswordInput = z.infer<typeof passwordInput>;
export const memberInput = z.strictObject({ active: z.boolean().optional(), role: z.enum(ROLES).optional() });
export type MemberInput = z.infer<typeof memberInput>;
