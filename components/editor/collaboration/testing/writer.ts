import { history } from "prosemirror-history";
import { EditorState, type Command, type Transaction } from "prosemirror-state";
import { ApiError } from "@/components/api";
import type { TextConflictDto } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import { Host, type Authority } from "../../testing";
import { readSteps, settleAnswer } from "../answer";
import { giveUp } from "../give-up";
import { collaboration, collaborationOf, receive } from "../state";
import { carefulUndo } from "../undo";

/** Somebody who writes in the editor's own state, and sends and receives when a plan says so. */
export class PlannedWriter {
  readonly host: Host;
  private version = 1;
  private clock = 0;

  constructor(
    private readonly authority: Authority,
    private readonly clientId: string,
  ) {
    const plugins = [collaboration(), carefulUndo(), history()];
    this.host = new Host(EditorState.create({ doc: authority.doc, plugins }));
  }

  get state(): EditorState {
    return this.host.state;
  }

  /** Every deed is one to undo: none is near another in time. */
  dispatch = (transaction: Transaction): void => {
    this.host.dispatch(transaction.setTime((this.clock += 10_000)));
  };

  run(command: Command): void {
    command(this.state, this.dispatch);
  }

  send(): void {
    const { pending } = collaborationOf(this.state);
    if (pending.length === 0) return this.receive();
    const steps = pending.map(({ step }) => step.toJSON() as Record<string, unknown>);
    try {
      const answer = this.authority.save({ version: this.version, clientId: this.clientId, steps });
      this.version = answer.version;
      settleAnswer(this.host, pending.length, answer.steps, this.clientId);
    } catch (error) {
      if (error instanceof GalleyError) return this.startAgain();
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
      const conflict = error.details as TextConflictDto;
      this.version = conflict.version;
      giveUp(this.host, readSteps(conflict.steps), { all: true });
    }
  }

  receive(): void {
    const { version, steps } = this.authority.since(this.version);
    this.version = version;
    receive(this.host, readSteps(steps));
  }

  /** What the one door refuses altogether is given up. */
  private startAgain(): void {
    giveUp(this.host, [], { all: true });
    this.receive();
  }
}
