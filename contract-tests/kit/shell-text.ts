/** A piece of a word of a shell command: a text, a variable, or a command whose output stands there. */
export type Piece = { text: string } | { variable: string } | { command: string };

/** Puts a piece in the place of every occurrence of a text. */
export function replaced(pieces: readonly Piece[], text: string, by: Piece): Piece[] {
  return pieces.flatMap((piece) => {
    if (!("text" in piece)) return [piece];
    const around = piece.text.split(text).map((part): Piece => ({ text: part }));
    return around.flatMap((part, index) => (index === 0 ? [part] : [by, part])).filter(isSomething);
  });
}

function isSomething(piece: Piece): boolean {
  return !("text" in piece) || piece.text !== "";
}

/** Single quotes, in which a POSIX shell reads nothing but a single quote (POSIX.1-2024, section 2.2.2). */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Pieces as one word that a POSIX shell reads as their texts. */
export function wordOf(pieces: readonly Piece[]): string {
  const isHarmless = pieces.every((piece) => !("text" in piece) || /^[\w :;,./=?&%-]*$/.test(piece.text));
  const hasVariable = pieces.some((piece) => "variable" in piece);
  if (hasVariable && isHarmless) return `"${pieces.map((piece, index) => inside(piece, pieces[index + 1])).join("")}"`;
  return pieces.map((piece) => ("text" in piece ? quote(piece.text) : `"${inside(piece)}"`)).join("") || "''";
}

/** A piece between double quotes. */
function inside(piece: Piece, next?: Piece): string {
  if ("text" in piece) return piece.text;
  if ("command" in piece) return `$(${piece.command})`;
  return next && "text" in next && /^\w/.test(next.text) ? `\${${piece.variable}}` : `$${piece.variable}`;
}

/**
 * Bytes as arguments of `printf %b`, one for each line of a text with few; `undefined` where base64
 * would be much shorter.
 *
 * @param cut - makes pieces of a text
 */
export function printfWords(bytes: Uint8Array, cut: (text: string) => Piece[]): string[] | undefined {
  // One character a byte, so that no byte is lost.
  const text = Buffer.from(bytes).toString("latin1");
  const lines = text.split(/(?<=\n)/);
  const words = (lines.length > MOST_LINES ? [text] : lines).flatMap((line) =>
    cut(line).map((piece) => wordOf(["text" in piece ? { text: escaped(piece.text) } : piece])),
  );
  const length = words.reduce((sum, word) => sum + word.length, 0);
  return length <= 2 * bytes.length + 100 ? words : undefined;
}

const MOST_LINES = 60;

/** A text of one-byte characters in the escapes of `printf %b` (POSIX.1-2024, printf). */
function escaped(text: string): string {
  return text.replaceAll(/[^\x20-\x5b\x5d-\x7e]/g, (character) => {
    const short = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" }[character];
    return short ?? `\\0${character.charCodeAt(0).toString(8).padStart(3, "0")}`;
  });
}
