import type { FormatName } from "./format-table.ts";

/** Good strings and near misses of one format; only tests import this file. */
export interface FormatCorpus {
  valid: readonly (string | number)[];
  invalid: readonly (string | number)[];
  /** Those of them that ajv-formats judges the other way round, by reason. */
  differs?: Readonly<Record<string, readonly (string | number)[]>>;
}

/** The corpora of the formats for times, numbers and texts. */
export const textCorpora: Partial<Record<FormatName, FormatCorpus>> = {
  "date-time": {
    valid: ["2021-01-02T02:20:00Z", "2021-01-02t02:20:00.5z", "2016-12-31T23:59:60Z", "0000-02-29T00:00:00-23:59"],
    invalid: [
      "2021-01-02 02:20:00Z",
      "2021-01-02T02:20:00+0200",
      "2021-01-02T02:20:00+02",
      "2021-01-02T02:20:00",
      "now",
    ],
    differs: {
      "RFC 3339, 5.6: date and time are joined by T": ["2021-01-02 02:20:00Z"],
      "RFC 3339, 5.6: an offset is ±hh:mm": ["2021-01-02T02:20:00+0200", "2021-01-02T02:20:00+02"],
    },
  },
  date: {
    valid: ["2021-01-02", "2024-02-29", "0000-01-01", "9999-12-31"],
    invalid: ["2023-02-29", "2021-13-01", "2021-1-2", "20210102", "2021-01-02T", "2021-01-02Z", " 2021-01-02", ""],
  },
  time: {
    valid: ["02:20:00Z", "02:20:00.123+05:30", "23:59:60Z", "15:59:60-08:00", "01:29:60+01:30", "00:00:00z"],
    invalid: [
      "02:20:00",
      "02:20Z",
      "24:00:00Z",
      "02:20:00+0530",
      "02:20:00+05",
      "22:59:60Z",
      "24:59:00+01:00",
      "2:20:00Z",
    ],
    differs: {
      "RFC 3339, 5.6: an offset is ±hh:mm": ["02:20:00+0530", "02:20:00+05"],
      "RFC 3339, 5.6: hours end at 23": ["24:59:00+01:00"],
    },
  },
  duration: {
    valid: ["P1Y2M3DT4H5M6S", "P1M2D", "PT1M", "PT1H2M", "P2W", "P0D", "PT36H", "P1DT12H", "P01D"],
    invalid: [
      "P",
      "PT",
      "P1",
      "1D",
      "P1YT",
      "P1W2D",
      "PT1D",
      "P2D1Y",
      "PT0.5S",
      "P-1D",
      "p1d",
      "P1Y2D",
      "PT1H2S",
      "P1S",
      "P1D\n",
    ],
    differs: { "RFC 3339, appendix A: no unit is left out between two": ["P1Y2D", "PT1H2S"] },
  },
  uuid: {
    valid: [
      "2cdc28f0-017a-49c4-9ed7-87056c839010",
      "2CDC28F0-017A-49C4-9ED7-87056C839010",
      "00000000-0000-0000-0000-000000000000",
      "ffffffff-ffff-ffff-ffff-ffffffffffff",
    ],
    invalid: [
      "",
      "urn:uuid:2cdc28f0-017a-49c4-9ed7-87056c839010",
      "2cdc28f0017a49c49ed787056c839010",
      "{2cdc28f0-017a-49c4-9ed7-87056c839010}",
      "2cdc28f0-017a-49c4-9ed7-87056c83901",
      "2cdc28f0-017a-49c4-9ed7-87056c8390100",
      "2cdc28f0-017a-49c4-9ed7-87056c83901g",
      "2cdc28f0_017a_49c4_9ed7_87056c839010",
      "2cdc28f-0017a-49c4-9ed7-87056c839010",
    ],
    differs: {
      "JSON Schema, 7.3.5: the string representation, not the URN": ["urn:uuid:2cdc28f0-017a-49c4-9ed7-87056c839010"],
    },
  },
  "json-pointer": {
    valid: ["", "/", "/a/b", "/a~1b~0c", "/~01", "//", "/é", '/"', "/ "],
    invalid: ["a", "#", "#/a", "/~", "/~2", "/a~", "0"],
  },
  "relative-json-pointer": {
    valid: ["0", "1/a", "0#", "120/a", "0/~1", "0//", "0+1", "0-1/a", "1-2#", "0-0"],
    invalid: ["", "/a", "-1", "+1/a", "01", "01#", "0##", "1#/a", "1a", "0/~2", "0+", "0+01", "0++1", "0+1a", "1\n"],
    differs: { "draft-bhutton-relative-json-pointer-00, 3: an index may be moved": ["0+1", "0-1/a", "1-2#", "0-0"] },
  },
  regex: {
    valid: ["", "a", "^[a-z]+$", "(?<n>a)\\k<n>", "\\p{L}", "(?<=a)b", "\\u{1F600}", "[^]", "(?i:a)"],
    invalid: ["(", "[", "*", "a{2,1}", "\\", "(?<n>a)(?<n>b)", "^(abc]", "\\Z", "\\a", "{", "\\-", "(?P<a>b)"],
    differs: {
      "JSON Schema, 6.4: the dialect is ECMA-262 with the flag u, which has no such escape": ["\\Z", "\\a", "\\-"],
      "JSON Schema, 6.4: with the flag u a brace is no literal": ["{"],
    },
  },
  byte: {
    valid: ["", "QQ==", "QUI=", "QUJD", "+/+/", "QR=="],
    invalid: ["Q", "QQ", "QQ=", "QUJ", "QQ==QQ==", "=", "====", "QU-_", "QQ==\n", "QU JD", "QUJD\r\nQUJD", "?\nQUJD"],
    differs: { "RFC 4648, 3.1: no line feeds": ["QQ==\n", "QUJD\r\nQUJD", "?\nQUJD"] },
  },
  int32: {
    valid: [0, -0, 1, -2147483648, 2147483647, 1e3],
    invalid: [2147483648, -2147483649, 0.5, 1e10],
  },
  int64: {
    valid: [0, 2 ** 53, 2 ** 63, -(2 ** 63)],
    invalid: [0.5, 1e19, -1e19, 1e300],
    differs: { "OpenAPI: signed 64 bits": [1e19, -1e19, 1e300] },
  },
  float: {
    valid: [0, 0.1, 3.4028234663852886e38, -3.4028234663852886e38, 1e-50],
    invalid: [3.5e38, -1e39, 1e300, Number.POSITIVE_INFINITY],
    differs: { "OpenAPI: IEEE 754 single precision": [3.5e38, -1e39, 1e300, Number.POSITIVE_INFINITY] },
  },
  double: {
    valid: [0, 0.1, 1.7976931348623157e308, 5e-324],
    invalid: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN],
    differs: { "OpenAPI: IEEE 754 double precision": [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN] },
  },
  binary: { valid: ["", "\u0000\uffff"], invalid: [] },
  password: { valid: ["", "\u0000\uffff"], invalid: [] },
  "http-date": {
    valid: [
      "Sun, 06 Nov 1994 08:49:37 GMT",
      "Sunday, 06-Nov-94 08:49:37 GMT",
      "Sun Nov  6 08:49:37 1994",
      "Sun Nov 16 08:49:37 1994",
      "Sat, 31 Dec 2016 23:59:60 GMT",
      "Thu, 29 Feb 2024 00:00:00 GMT",
    ],
    invalid: [
      "",
      "Sun, 06 Nov 1994 08:49:37",
      "Sun, 06 Nov 1994 08:49:37 UTC",
      "Sun, 6 Nov 1994 08:49:37 GMT",
      "Sun, 06 nov 1994 08:49:37 GMT",
      "Xyz, 06 Nov 1994 08:49:37 GMT",
      "Sunday, 06 Nov 1994 08:49:37 GMT",
      "Sun, 31 Nov 1994 08:49:37 GMT",
      "Sun, 06 Nov 1994 24:49:37 GMT",
      "Sun, 06 Nov 1994 08:60:37 GMT",
      "Wed, 29 Feb 2023 00:00:00 GMT",
      "Sun, 06-Nov-94 08:49:37 GMT",
      "1994-11-06T08:49:37Z",
      "Sun, 00 Nov 1994 08:49:37 GMT",
    ],
  },
  base64url: {
    valid: ["", "QQ", "QQ==", "QUI", "QUJD", "-_-_"],
    invalid: ["Q", "QQ=", "QUI==", "+/+/", "QUJD=", "QQ==\n", "=", "===="],
  },
  char: { valid: ["a", "é", "😀", "\n"], invalid: ["", "ab", "a\u0301", "😀a"] },
  int8: { valid: [-128, 127], invalid: [-129, 128, 0.5] },
  int16: { valid: [-32768, 32767], invalid: [-32769, 32768, 0.5] },
  uint8: { valid: [0, 255], invalid: [-1, 256, 0.5] },
  uint16: { valid: [0, 65535], invalid: [-1, 65536, 0.5] },
  uint32: { valid: [0, 4294967295], invalid: [-1, 4294967296, 0.5] },
  uint64: { valid: [0, 2 ** 64], invalid: [-1, 2e19, 0.5] },
};
