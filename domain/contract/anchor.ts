import type { AnchorState } from "../flag/kinds";

export interface AnchorDto {
  state: AnchorState;
  start: number;
  end: number;
  quote: string;
  prefix: string;
  suffix: string;
}

/** Where an anchor stands after a change of the text. */
export interface MovedAnchorDto {
  flagId: string;
  paragraphId: string;
  anchor: AnchorDto;
  paragraphChanged: boolean;
}
