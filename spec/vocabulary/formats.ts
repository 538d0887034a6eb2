/*
 * The formats that are checked, each under its own name: `import * as formats` gives what Ajv's
 * option `code.formats` asks for, and a bundler keeps only those that are used.
 */
import { isEmail, isIdnEmail } from "./email-formats.ts";
import { isHostname, isIpv4, isIpv6 } from "./host-formats.ts";
import { isHttpDate } from "./http-date.ts";
import { isIdnHostname } from "./idn-hostname.ts";
import { isDateTime, isFullDate, isFullTime } from "./instant.ts";
import {
  double,
  doubleInt,
  float,
  int8,
  int16,
  int32,
  int64,
  sfDecimal,
  sfInteger,
  uint8,
  uint16,
  uint32,
  uint64,
  unixtime,
} from "./number-formats.ts";
import {
  isDateTimeLocal,
  isDecimal,
  isDecimal128,
  isMediaRange,
  isSfBinary,
  isSfBoolean,
  isSfString,
  isSfToken,
  isTimeLocal,
} from "./registry-formats.ts";
import {
  isAnyText,
  isBase64url,
  isByte,
  isChar,
  isDuration,
  isJsonPointer,
  isRegex,
  isRelativeJsonPointer,
  isUuid,
} from "./text-formats.ts";
import { isIri, isIriReference, isUri, isUriReference, isUriTemplate } from "./uri-formats.ts";

// JSON Schema 2020-12, validation, section 7.3.
// The OpenAPI Initiative's registry of formats.
export {
  double,
  doubleInt as "double-int",
  float,
  int8,
  int16,
  int32,
  int64,
  isAnyText as binary,
  isAnyText as commonmark,
  isAnyText as html,
  isAnyText as password,
  isBase64url as base64url,
  isByte as byte,
  isChar as char,
  isDateTime as "date-time",
  isDateTimeLocal as "date-time-local",
  isDecimal as decimal,
  isDecimal128 as decimal128,
  isDuration as duration,
  isEmail as email,
  isFullDate as date,
  isFullTime as time,
  isHostname as hostname,
  isHttpDate as "http-date",
  isIdnEmail as "idn-email",
  isIdnHostname as "idn-hostname",
  isIpv4 as ipv4,
  isIpv6 as ipv6,
  isIri as iri,
  isIriReference as "iri-reference",
  isJsonPointer as "json-pointer",
  isMediaRange as "media-range",
  isRegex as regex,
  isRelativeJsonPointer as "relative-json-pointer",
  isSfBinary as "sf-binary",
  isSfBoolean as "sf-boolean",
  isSfString as "sf-string",
  isSfToken as "sf-token",
  isTimeLocal as "time-local",
  isUri as uri,
  isUriReference as "uri-reference",
  isUriTemplate as "uri-template",
  isUuid as uuid,
  sfDecimal as "sf-decimal",
  sfInteger as "sf-integer",
  uint8,
  uint16,
  uint32,
  uint64,
  unixtime,
};
