import { ApiError } from "@/components/api";
import type { Projection } from "./optimism";

/** Something to send. */
export interface TaskSpec {
  id: string;
  /** Where it is shown, and where its failure is. */
  flagId: string;
  /** What it is, to say what failed: "Your reply". */
  label: string;
  /** What it will look like; left out where only the server can know. */
  project?: Projection;
  /** Stays on screen when it fails (words somebody typed); otherwise the server's state shows again. */
  keep?: boolean;
  send: () => Promise<void>;
  /** After it was thrown away. */
  onDiscard?: () => void;
}

export interface Task {
  id: string;
  flagId: string;
  label: string;
  state: "sending" | "failed";
  /** Why it failed, in words. */
  message?: string;
  /** What the server added to its refusal. */
  details?: unknown;
  code?: string;
  /** It stays on screen until it is thrown away. */
  keep: boolean;
  /** It may go through if it is sent again as it is. */
  retriable: boolean;
  retry: () => void;
  discard: () => void;
}

const UNKNOWN = new ApiError("failed", 500, "This could not be sent just now. Try again.");

/** The requests under way and those that failed, in the order they were begun. */
export class TaskList {
  tasks: readonly Task[] = [];
  private specs = new Map<string, TaskSpec>();

  constructor(private readonly changed: () => void) {}

  projections(): Projection[] {
    return this.tasks.flatMap(({ id, state }) => {
      const spec = this.specs.get(id);
      return spec?.project && (state === "sending" || spec.keep) ? [spec.project] : [];
    });
  }

  /** True when it went through. */
  async run(spec: TaskSpec): Promise<boolean> {
    const rerun = () => void this.run(spec);
    const discard = () => {
      this.remove(spec.id);
      spec.onDiscard?.();
    };
    this.specs.set(spec.id, spec);
    this.put({ ...this.shape(spec), state: "sending", retriable: false, retry: rerun, discard });
    try {
      await spec.send();
    } catch (error) {
      if (!(error instanceof ApiError)) reportError(error);
      const { code, message, details, status } = error instanceof ApiError ? error : UNKNOWN;
      const retriable = status === 0 || status >= 500 || status === 401 || status === 429;
      const failed = { state: "failed", message, code, details, retriable } as const;
      this.put({ ...this.shape(spec), ...failed, retry: rerun, discard });
      return false;
    }
    this.remove(spec.id);
    return true;
  }

  private shape({ id, flagId, label, keep = false }: TaskSpec) {
    return { id, flagId, label, keep };
  }

  private put(task: Task) {
    const known = this.tasks.some(({ id }) => id === task.id);
    this.tasks = known
      ? this.tasks.map((other) => (other.id === task.id ? task : other))
      : [...this.tasks, task];
    this.changed();
  }

  private remove(id: string) {
    this.specs.delete(id);
    this.tasks = this.tasks.filter((task) => task.id !== id);
    this.changed();
  }
}
