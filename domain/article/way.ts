import type { Mappable, MapResult, StepMap } from "prosemirror-transform";

/** A range that does not go through the next steps as a position does, but to where its content stands later. */
export interface Leap {
  /** In the document before the leg that it begins with. */
  from: number;
  to: number;
  /** Where `from` is in the document after the leg it ends with. */
  target: number;
  end: number;
  /** What it does to a position's trail: see Followed. */
  trail: readonly string[];
}

interface Leg {
  map: StepMap;
  /** Content that is taken out here and put in again, now or later. */
  moves: readonly Leap[];
  /** Content that a step is taken back with here, and which it brings again when it is put on again. */
  mirrors: readonly Leap[];
}

/** A position followed, and with what content it moved: two with the same trail are still beside each other. */
export interface Followed extends MapResult {
  trail: readonly string[];
}

const NO_TRAIL: readonly string[] = [];

interface Route {
  /** The first leg. */
  from: number;
  /** False: as ProseMirror's Mapping has it, for which what moved was deleted, and all that was put into it. */
  moves: boolean;
}

/**
 * The way of positions through a row of steps: ProseMirror's Mapping, and beyond it what was taken out and put in
 * again has moved, and takes its positions along.
 */
export class Way {
  private readonly legs: Leg[] = [];

  /** Adds a step at the end, and gives its index. */
  add(map: StepMap): number {
    return this.legs.push({ map, moves: [], mirrors: [] }) - 1;
  }

  get length(): number {
    return this.legs.length;
  }

  addMove(leg: number, leap: Leap): void {
    const { moves, ...rest } = this.legs[leg]!;
    this.legs[leg] = { ...rest, moves: [...moves, leap] };
  }

  addMirrors(leg: number, leaps: readonly Leap[]): void {
    this.legs[leg] = { ...this.legs[leg]!, mirrors: leaps };
  }

  /** Where a position ends up; `assoc` as in ProseMirror: which side it stays on when content comes in at it. */
  follow(position: number, assoc: number, { from, moves }: Route): Followed {
    let pos = position;
    let trail: readonly string[] = NO_TRAIL;
    let [deleted, deletedBefore, deletedAfter, deletedAcross] = [false, false, false, false];
    for (let index = from; index < this.legs.length; index++) {
      const { map, moves: moved, mirrors } = this.legs[index]!;
      const leaps = moves
        ? moved.length > 0
          ? moved
          : mirrors
        : mirrors.filter((mirror) => mirror.trail.length === 0);
      const leap = findLeap(leaps, pos, assoc);
      if (leap) {
        pos = leap.target + (pos - leap.from);
        index = leap.end;
        trail = leap.trail.reduce(turn, trail);
      } else {
        const result = map.mapResult(pos, assoc);
        pos = result.pos;
        deleted ||= result.deleted;
        deletedBefore ||= result.deletedBefore;
        deletedAfter ||= result.deletedAfter;
        deletedAcross ||= result.deletedAcross;
      }
    }
    return { pos, deleted, deletedBefore, deletedAfter, deletedAcross, trail };
  }

  /** The way from a leg on, as steps are mapped by; every position that they ask for is told to `onFollowed`. */
  mappable(route: Route, onFollowed: (followed: Followed) => void = () => {}): Mappable {
    const mapResult = (position: number, assoc = 1) => {
      const followed = this.follow(position, assoc, route);
      onFollowed(followed);
      return followed;
    };
    return { mapResult, map: (position, assoc) => mapResult(position, assoc).pos };
  }
}

/** There and back again is no way at all. */
function turn(trail: readonly string[], next: string): readonly string[] {
  const back = next.startsWith("-") ? next.slice(1) : `-${next}`;
  return trail.at(-1) === back ? trail.slice(0, -1) : [...trail, next];
}

function findLeap(leaps: readonly Leap[], position: number, assoc: number): Leap | undefined {
  return leaps.find(
    ({ from, to }) =>
      (position > from || (position === from && assoc > 0)) &&
      (position < to || (position === to && assoc < 0)),
  );
}
