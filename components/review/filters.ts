import type { FlagDto } from "@/domain/contract";
import { FLAG_KINDS, FLAG_STATUSES, type FlagKind, type FlagStatus } from "@/domain/flag/kinds";
import { isAtRest } from "@/domain/flag/at-rest";

/** What of the flags is shown. Kept in the address, so that it can be sent to somebody and survives a reload. */
export interface Filters {
  /** Empty: every kind. */
  kinds: readonly FlagKind[];
  /** "" shows all but withdrawn ones. */
  state: FlagStatus | "";
  /** Raised by me. */
  mine: boolean;
  /** Assigned to me. */
  assigned: boolean;
  blocking: boolean;
}

export const NO_FILTERS: Filters = { kinds: [], state: "", mine: false, assigned: false, blocking: false };

type Read = (name: string) => string | null;

/** Reads filters from the address; what it does not know it leaves out. */
export function parseFilters(read: Read): Filters {
  const kinds = (read("kind") ?? "").split(",");
  const state = read("state");
  return {
    kinds: FLAG_KINDS.filter((kind) => kinds.includes(kind)),
    state: FLAG_STATUSES.find((status) => status === state) ?? "",
    mine: read("mine") === "1",
    assigned: read("assigned") === "1",
    blocking: read("blocking") === "1",
  };
}

/** Writes filters into an address's parameters; others in it are kept. */
export function writeFilters(parameters: URLSearchParams, filters: Filters): URLSearchParams {
  const next = new URLSearchParams(parameters);
  const values: Record<string, string> = {
    kind: filters.kinds.join(","),
    state: filters.state,
    mine: filters.mine ? "1" : "",
    assigned: filters.assigned ? "1" : "",
    blocking: filters.blocking ? "1" : "",
  };
  for (const [name, value] of Object.entries(values)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

export function isFiltered(filters: Filters): boolean {
  return writeFilters(new URLSearchParams(), filters).size > 0;
}

/** Whether a flag is shown to this person under these filters. */
export function isShown(flag: FlagDto, filters: Filters, actorId: string): boolean {
  if (filters.kinds.length > 0 && !filters.kinds.includes(flag.kind)) return false;
  if (filters.state ? !isInState(flag, filters.state) : flag.status === "withdrawn") return false;
  if (filters.mine && flag.raisedBy.id !== actorId) return false;
  if (filters.assigned && flag.assigneeId !== actorId) return false;
  return !filters.blocking || flag.blocking;
}

/** What is to be looked at again is open, whatever it was settled as. */
function isInState(flag: FlagDto, state: FlagStatus): boolean {
  return state === "open" ? !isAtRest(flag) : flag.status === state && isAtRest(flag);
}

export interface KindProgress {
  kind: FlagKind;
  all: number;
  settled: number;
}

/** Settled of all, by kind; what was withdrawn counts neither way. */
export function progressOf(flags: readonly FlagDto[]): KindProgress[] {
  return FLAG_KINDS.map((kind) => {
    const counted = flags.filter((flag) => flag.kind === kind && flag.status !== "withdrawn");
    return { kind, all: counted.length, settled: counted.filter(isAtRest).length };
  });
}
