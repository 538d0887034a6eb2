import { InvalidArgumentError } from "commander";
import { type FuzzPath, parseFuzzPath } from "../../contract-tests/kit/fuzz/fuzz-path.ts";
import type { RunError } from "../../contract-tests/kit/run-error.ts";
import type { RateLimitRule } from "../../contract-tests/mock/rate-limit.ts";

/** A port to listen on. @throws InvalidArgumentError as all of this file do, when the text is none */
export function port(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new InvalidArgumentError("A port is a number from 0 to 65535.");
}

/** A base URL to which a path can be added. */
export function baseUrl(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && !/[?#@]/.test(text)) return text;
  throw new InvalidArgumentError("Write it as http://host:port, with a path if there is one.");
}

/** `requests/seconds` or `requests/seconds/block`. */
export function rate(text: string): RateLimitRule {
  const [, requests, seconds, block] = /^([1-9]\d{0,8})\/([1-9]\d{0,5})(?:\/([1-9]\d{0,5}))?$/.exec(text) ?? [];
  if (requests !== undefined) {
    const rule = { requests: Number(requests), seconds: Number(seconds) };
    return block === undefined ? rule : { ...rule, blockSeconds: Number(block) };
  }
  throw new InvalidArgumentError("Write it as requests/seconds or requests/seconds/block, such as 100/60.");
}

/** `Name: value`, added to those before. */
export function header(text: string, previous: [string, string][] = []): [string, string][] {
  const [, name, value] = /^([^\s:]+):\s*(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError("Write it as 'Name: value'.");
  return [...previous, [name, value]];
}

/** `name=value`, added to those before. */
export function param(text: string, previous: Record<string, string> = {}): Record<string, string> {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError("Write it as name=value.");
  return { ...previous, [name]: value };
}

/** Any text, added to those before. */
export function collect(text: string, previous: string[] = []): string[] {
  return [...previous, text];
}

/** `2/3`. */
export function shard(text: string): { index: number; count: number } {
  const [, index = 0, count = 0] = (/^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? []).map(Number);
  if (index > 0 && index <= count) return { index, count };
  throw new InvalidArgumentError("Write it as i/n with i from 1 to n, such as 2/3.");
}

/** A span of time in milliseconds: `90`, `90s`, `500ms`, `5m`, `1h`; a bare number counts seconds. */
export function duration(text: string): number {
  const [, number, unit = "s"] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  const ms = Number(number) * { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }[unit as "ms" | "s" | "m" | "h"];
  if (ms > 0 && ms <= 86_400_000) return ms;
  throw new InvalidArgumentError("Write it in seconds, or as 500ms, 90s, 5m or 1h.");
}

/** How many things may happen at once. */
export function concurrency(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 1_000) return value;
  throw new InvalidArgumentError("It is a whole number from 1 to 1000.");
}

/** `url`, or `url=url`: a server of the document, and where it is to be found; added to those before. */
export function server(text: string, previous: Record<string, string> = {}): Record<string, string> {
  const at = text.search(/=https?:\/\//);
  const [from, to] = at < 0 ? [text, text] : [text.slice(0, at), text.slice(at + 1)];
  return { ...previous, [from]: baseUrl(to) };
}

/** How many, from 1 on. */
export function count(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Write it as a number from 1 on, such as 200.");
}

/** The path of a random request. */
export function fuzzPath(text: string): FuzzPath {
  try {
    return parseFuzzPath(text);
  } catch (error) {
    throw new InvalidArgumentError((error as RunError).hint);
  }
}
