import type { InlineJson, ParagraphAttrs, ParagraphKind } from "../article/kinds";

export interface ParagraphDto {
  id: string;
  kind: ParagraphKind;
  attrs: ParagraphAttrs;
  /** U+FFFC for a citation, \n for a break; offsets are UTF-16 code units. */
  text: string;
  content: InlineJson[];
}
