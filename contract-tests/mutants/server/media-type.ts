/** The type and subtype of a Content-Type, in lower case (RFC 9110, section 8.3.1). */
export function mediaTypeOf(field: string): string {
  return field.split(";", 1).join("").trim().toLowerCase();
}
