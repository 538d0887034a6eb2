/** A member name as TypeScript source: bare when it is an identifier, otherwise quoted. */
export function memberName(name: string): string {
  // `__proto__: x` would set the prototype of an object literal.
  if (name === "__proto__") return '["__proto__"]';
  // `new(…)` in an interface is what constructs.
  if (name === "new") return '"new"';
  return /^(?:[\p{ID_Start}_$][\p{ID_Continue}$]*|[1-9]\d{0,14}|0)$/u.test(name) ? name : JSON.stringify(name);
}

/** An object literal, on several lines unless it has one short entry. Entries without a value are left out. */
export function objectLiteral(entries: [name: string, value: string | undefined][], indent = ""): string {
  const members = entries.flatMap(([name, value]) => (value === undefined ? [] : [`${memberName(name)}: ${value}`]));
  const [only = ""] = members;
  if (members.length === 0) return "{}";
  if (members.length === 1 && only.length < 90 && !only.includes("\n")) return `{ ${only} }`;
  const lines = members.map((member) => `${indent}  ${member.replaceAll("\n", `\n${indent}  `)},\n`);
  return `{\n${lines.join("")}${indent}}`;
}

/** A doc comment of paragraphs; empty ones are left out. */
export function docComment(paragraphs: (string | undefined)[], indent = ""): string {
  const lines = paragraphs
    .flatMap((paragraph) => (paragraph?.trim() ? ["", ...wrap(paragraph.trim(), 112 - indent.length)] : []))
    .slice(1)
    .map((line) => line.replaceAll("*/", "*\\/"));
  if (lines.length === 0) return "";
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

/** Breaks long lines between words; line feeds stay where they are. */
function wrap(text: string, width: number): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).flatMap((line) => {
    const lines = [""];
    for (const word of line.split(" ")) {
      const last = lines.at(-1) ?? "";
      if (last !== "" && last.length + word.length >= width) lines.push(word);
      else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
    }
    return lines;
  });
}
