import type * as formats from "./formats.ts";

/** The name of a format that is checked. */
export type FormatName = keyof typeof formats;

/** The type of the instances that each format applies to; instances of other types are never refused. */
export const formatTypes: Readonly<Record<FormatName, "string" | "number">> = {
  base64url: "string",
  binary: "string",
  byte: "string",
  char: "string",
  commonmark: "string",
  date: "string",
  "date-time": "string",
  "date-time-local": "string",
  decimal: "string",
  decimal128: "string",
  double: "number",
  "double-int": "number",
  duration: "string",
  email: "string",
  float: "number",
  hostname: "string",
  html: "string",
  "http-date": "string",
  "idn-email": "string",
  "idn-hostname": "string",
  int8: "number",
  int16: "number",
  int32: "number",
  int64: "number",
  ipv4: "string",
  ipv6: "string",
  iri: "string",
  "iri-reference": "string",
  "json-pointer": "string",
  "media-range": "string",
  password: "string",
  regex: "string",
  "relative-json-pointer": "string",
  "sf-binary": "string",
  "sf-boolean": "string",
  "sf-decimal": "number",
  "sf-integer": "number",
  "sf-string": "string",
  "sf-token": "string",
  time: "string",
  "time-local": "string",
  uint8: "number",
  uint16: "number",
  uint32: "number",
  uint64: "number",
  unixtime: "number",
  uri: "string",
  "uri-reference": "string",
  "uri-template": "string",
  uuid: "string",
};

/** Whether a format of this name is checked. */
export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formatTypes, name);
}
