import { decodePunycode, encodePunycode } from "./punycode.ts";

/** Valid although their category says no, and the other way round (RFC 5892, section 2.6). */
const EXCEPTIONALLY_VALID = /^[\u00df\u03c2\u06fd\u06fe\u0f0b\u3007]$/;
const EXCEPTIONALLY_INVALID = /^[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b]$/;

/** Valid in some contexts only (RFC 5892, appendix A). */
const CONTEXTUAL = /^[\u00b7\u0375\u05f3\u05f4\u30fb\u200c\u200d]$/;

/** Old Hangul jamo (RFC 5892, section 2.9), and blocks of combining marks and musical symbols (2.4). */
const INVALID_BLOCK =
  /^(?:[\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7c6\ud7cb-\ud7fb]|[\u20d0-\u20ff]|[\u{1d100}-\u{1d24f}])$/u;

const IGNORABLE = /^[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Noncharacter_Code_Point}]$/u;
const LETTER_OR_DIGIT = /^[\p{Ll}\p{Lu}\p{Lo}\p{Nd}\p{Lm}\p{Mn}\p{Mc}]$/u;

/** Scripts whose letters join, an approximation of the property Joining_Type. */
const JOINING = [
  /^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mandaic}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Phags_Pa}]$/u,
  /^[\p{Script=Manichaean}\p{Script=Psalter_Pahlavi}\p{Script=Hanifi_Rohingya}\p{Script=Sogdian}\p{Script=Adlam}]$/u,
];

/**
 * An internationalised host name (RFC 5890, section 2.3.2.3): A-labels and U-labels, 253 characters
 * at most as A-labels. The code points of a U-label are judged by RFC 5892, its contextual rules
 * included. Not judged: the Bidi rule (RFC 5893), for which a table of its own would be needed.
 */
export function isIdnHostname(text: string): boolean {
  const labels = text.split(/[.\u3002\uff0e\uff61]/).map(asciiLabel);
  return labels.every((label) => label !== undefined) && labels.join(".").length <= 253;
}

/** A label as it is looked up; `undefined` when it is invalid. */
function asciiLabel(label: string): string | undefined {
  // A character takes one character at least in Punycode, and a surrogate pair is one of them.
  if (label === "" || label.length > 2 * 63) return undefined;
  let ascii = label.toLowerCase();
  if (!/^[\0-\x7f]*$/.test(label)) {
    if (!isULabel(label)) return undefined;
    ascii = `xn--${encodePunycode(label)}`;
  } else if (ascii.startsWith("xn--")) {
    const decoded = decodePunycode(ascii.slice(4));
    if (decoded === undefined || /^[\0-\x7f]*$/.test(decoded) || !isULabel(decoded)) return undefined;
    if (`xn--${encodePunycode(decoded)}` !== ascii) return undefined;
  } else if (!/^[a-z\d](?:[a-z\d-]*[a-z\d])?$/.test(ascii) || ascii.startsWith("--", 2)) return undefined;
  return ascii.length <= 63 ? ascii : undefined;
}

/** RFC 5891, section 4.2, without the Bidi rule. */
function isULabel(label: string): boolean {
  if (label !== label.normalize("NFC") || /^[-\p{M}]|-$/u.test(label) || label.startsWith("--", 2)) return false;
  const characters = [...label];
  if (/[\u0660-\u0669]/.test(label) && /[\u06f0-\u06f9]/.test(label)) return false;
  return characters.every((character, index) =>
    CONTEXTUAL.test(character) ? isInContext(characters, index) : isValid(character),
  );
}

/** Whether a code point is PVALID (RFC 5892, section 3). */
function isValid(character: string): boolean {
  if (/^[a-z\d-]$/.test(character) || EXCEPTIONALLY_VALID.test(character)) return true;
  if (EXCEPTIONALLY_INVALID.test(character) || INVALID_BLOCK.test(character) || IGNORABLE.test(character)) return false;
  const stable = character.normalize("NFKC").toLowerCase().normalize("NFKC");
  return stable === character && LETTER_OR_DIGIT.test(character);
}

/** RFC 5892, appendix A. */
function isInContext(characters: string[], index: number): boolean {
  const before = characters[index - 1] ?? "";
  const after = characters[index + 1] ?? "";
  switch (characters[index]) {
    case "\u00b7":
      return before === "l" && after === "l";
    case "\u0375":
      return /^\p{Script=Greek}$/u.test(after);
    case "\u05f3":
    case "\u05f4":
      return /^\p{Script=Hebrew}$/u.test(before);
    case "\u30fb":
      return characters.some((other) => /^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]$/u.test(other));
    case "\u200c":
      return isVirama(before) || isBetweenJoining(characters, index);
    default:
      return isVirama(before);
  }
}

/**
 * Whether a character's canonical combining class is 9. Normalisation sorts marks by class, so
 * it has to move behind one of class 8 and before one of class 10.
 */
function isVirama(character: string): boolean {
  if (!/^\p{M}$/u.test(character)) return false;
  return isReordered(`${character}\u3099`) && isReordered(`\u05b0${character}`);
}

function isReordered(marks: string): boolean {
  return marks.normalize("NFD") !== marks;
}

function isBetweenJoining(characters: string[], index: number): boolean {
  const isLetter = (character: string) => !/^\p{M}$/u.test(character);
  const before = characters.slice(0, index).findLast(isLetter) ?? "";
  const after = characters.slice(index + 1).find(isLetter) ?? "";
  return [before, after].every((letter) => JOINING.some((scripts) => scripts.test(letter)));
}
