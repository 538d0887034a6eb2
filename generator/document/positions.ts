const DATA = new Set(["example", "examples", "default", "enum", "const", "value"]);

/** Whether what stands under this member is data of the author's, in which a `$ref` means nothing. */
export function isDataMember(member: string): boolean {
  return DATA.has(member) || member.startsWith("x-");
}
