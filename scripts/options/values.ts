import { InvalidArgumentError } from "commander";
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
