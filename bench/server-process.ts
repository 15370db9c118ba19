import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

export interface ProcessUsage {
  /** Resident memory, MB (10⁶ bytes). */
  memory: number;
  /** Seconds of processor time since it began. */
  processorTime: number;
}

/** What a process has used so far; null where the system does not tell. */
export function usageOf(pid: number): ProcessUsage | null {
  if (process.platform === "win32") return null;
  if (process.platform === "linux") {
    const resident = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    // The second field is the name in brackets and may itself hold spaces; user and system time are the 14th and
    // 15th, in hundredths of a second.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return {
      memory: (Number(resident) * 1024) / 1e6,
      processorTime: (Number(fields[11]) + Number(fields[12])) / 100,
    };
  }
  const [resident, time] = execFileSync("ps", ["-o", "rss=,time=", "-p", String(pid)], { encoding: "utf8" })
    .trim()
    .split(/\s+/);
  const parts = (time ?? "").split(/[:-]/).map(Number);
  return {
    memory: (Number(resident) * 1024) / 1e6,
    processorTime: parts.reduce((sum, part) => sum * 60 + part, 0),
  };
}

/** Milliseconds of processor time between two looks; null where the system does not tell. */
export function workBetween(before: ProcessUsage | null, after: ProcessUsage | null): number | null {
  return before && after && (after.processorTime - before.processorTime) * 1000;
}
