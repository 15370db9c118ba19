import { escapeMarkup } from "../escape";

/** How a run of words looks: nothing here but what the words themselves say. */
export interface RunStyle {
  strong: boolean;
  em: boolean;
  rtl: boolean;
  /** Id of a character style. */
  style?: string | undefined;
  /** BCP 47 with a region; left out where the file's own language for this direction is meant. */
  language?: string | undefined;
}

export const PLAIN_RUN: RunStyle = { strong: false, em: false, rtl: false };

/** A run's properties, in Word's order; "" where it has none. `change`: ready XML of what they were before. */
export function runPropertiesXml({ strong, em, rtl, style, language }: RunStyle, change = ""): string {
  const properties =
    (style ? `<w:rStyle w:val="${style}"/>` : "") +
    (strong ? "<w:b/><w:bCs/>" : "") +
    (em ? "<w:i/><w:iCs/>" : "") +
    (rtl ? "<w:rtl/>" : "") +
    (language ? `<w:lang w:${rtl ? "bidi" : "val"}="${escapeMarkup(language)}"/>` : "") +
    change;
  return properties && `<w:rPr>${properties}</w:rPr>`;
}

/** Words in one style and direction. */
export function textRun(text: string, style: RunStyle): string {
  return `<w:r>${runPropertiesXml(style)}${textXml(text)}</w:r>`;
}

const ELEMENTS: Record<string, string> = {
  "\t": "<w:tab/>",
  "\n": "<w:br/>",
  "\r": "<w:br/>",
  "\u00ad": "<w:softHyphen/>",
  "\u2011": "<w:noBreakHyphen/>",
};

/**
 * The words of a run. Word draws the two special hyphens right only as elements. What XML cannot hold becomes
 * U+FFFD, so that no offset moves. `deleted`: they are words that a tracked change takes out.
 */
export function textXml(text: string, deleted = false): string {
  const tag = deleted ? "w:delText" : "w:t";
  return text
    .split(/([\t\n\r\u00ad\u2011])/)
    .filter((piece) => piece !== "")
    .map((piece) =>
      Object.hasOwn(ELEMENTS, piece)
        ? ELEMENTS[piece]!
        : `<${tag} xml:space="preserve">${escapeMarkup(holdable(piece))}</${tag}>`,
    )
    .join("");
}

function holdable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, "\ufffd");
}
