import { refusal } from "./violation.ts";

/** Writes one parameter of a path, percent-encoded. */
export type WritePathParameter = (name: string, value: unknown) => string;

/**
 * Fills a path template. Every value stays within its segment: `/` travels as `%2F`, and what a URL
 * parser would take away (an empty segment, `.`, `..`; WHATWG URL, section 4.4) is refused.
 *
 * @throws RequestValidationError
 */
export function fillPath(
  operation: string,
  template: string,
  values: Record<string, unknown>,
  write: WritePathParameter = (_name, value) => encodeURIComponent(String(value)),
): string {
  return template.replace(/[^/]*\{[^/]*/g, (segment) => {
    let pointer = "";
    const filled = segment.replace(/\{([^}]+)\}/g, (_match, name: string) => {
      pointer = `/${name}`;
      return write(name, values[name] ?? "");
    });
    if (!/^(\.|%2e){0,2}$/i.test(filled)) return filled;
    throw refusal(operation, "path", 'must not be empty, "." or ".."', pointer);
  });
}
