import type { FlagKind, FlagStatus, Outcome } from "../flag/kinds";
import type { PersonDto } from "./common";

export interface BlockerDto {
  flagId: string;
  kind: FlagKind;
  /** In words: what is missing. */
  reason: string;
  url: string;
}

export interface GateDto {
  open: boolean;
  blockers: BlockerDto[];
  /** Open comments: they do not block, but the export asks. */
  openComments: number;
}

export interface SignOffDto {
  title: string;
  version: number;
  /** SHA-256 of the plain-text draft, hex. */
  textHash: string;
  gateOpen: boolean;
  generatedAt: string;
  generatedBy: PersonDto;
  byKind: {
    kind: FlagKind;
    raised: number;
    outcomes: Partial<Record<Outcome | "open" | "withdrawn", number>>;
  }[];
  flags: {
    id: string;
    kind: FlagKind;
    quote: string;
    status: FlagStatus;
    outcome: Outcome | null;
    raisedBy: PersonDto;
    raisedAt: string;
    settledBy: PersonDto | null;
    settledAt: string | null;
    verifiedBy: PersonDto | null;
    verifiedAt: string | null;
    reason: string | null;
    sources: string[];
  }[];
  waivers: { flagId: string; kind: FlagKind; quote: string; reason: string; by: PersonDto; at: string }[];
}
