/**
 * A format of numbers: callable itself, and with the member `validate` that the code Ajv generates
 * for a number format calls.
 */
export interface NumberFormat {
  (value: number): boolean;
  validate(value: number): boolean;
}

// An assignment would be a side effect; a pure call can be left out of a bundle.
function format(validate: (value: number) => boolean): NumberFormat {
  return Object.assign((value: number) => validate(value), { validate });
}

function integers(low: number, high: number): NumberFormat {
  return format((value) => Number.isInteger(value) && value >= low && value <= high);
}

/** A signed integer of 8 bits. */
export const int8: NumberFormat = /* @__PURE__ */ integers(-128, 127);

/** A signed integer of 16 bits. */
export const int16: NumberFormat = /* @__PURE__ */ integers(-32_768, 32_767);

/** A signed integer of 32 bits. */
export const int32: NumberFormat = /* @__PURE__ */ integers(-2_147_483_648, 2_147_483_647);

/** A signed integer of 64 bits, as a double holds it: 2^63 - 1 is read as 2^63, which therefore is one. */
export const int64: NumberFormat = /* @__PURE__ */ integers(-0x8000_0000_0000_0000, 0x8000_0000_0000_0000);

/** An unsigned integer of 8 bits. */
export const uint8: NumberFormat = /* @__PURE__ */ integers(0, 255);

/** An unsigned integer of 16 bits. */
export const uint16: NumberFormat = /* @__PURE__ */ integers(0, 65_535);

/** An unsigned integer of 32 bits. */
export const uint32: NumberFormat = /* @__PURE__ */ integers(0, 4_294_967_295);

/** An unsigned integer of 64 bits, as a double holds it: 2^64 - 1 is read as 2^64, which therefore is one. */
export const uint64: NumberFormat = /* @__PURE__ */ integers(0, 0x1_0000_0000_0000_0000);

/** An integer that a double holds without loss: less than 2^53 on either side of zero. */
export const doubleInt: NumberFormat = /* @__PURE__ */ format((value) => Number.isSafeInteger(value));

/** An integer of structured fields (RFC 9651, section 3.3.1): 15 digits at most. */
export const sfInteger: NumberFormat = /* @__PURE__ */ integers(-999_999_999_999_999, 999_999_999_999_999);

/** A decimal of structured fields (RFC 9651, section 3.3.2): 12 digits before the point at most, 3 behind it. */
export const sfDecimal: NumberFormat = /* @__PURE__ */ format((value) =>
  /^-?\d{1,12}(?:\.\d{1,3})?$/.test(String(value)),
);

/** Seconds since 1970 began: any number is some moment. */
export const unixtime: NumberFormat = /* @__PURE__ */ format(() => true);

/** A number in the range of IEEE 754 single precision; it may have more digits than that holds. */
export const float: NumberFormat = /* @__PURE__ */ format((value) => Number.isFinite(Math.fround(value)));

/** A number in the range of IEEE 754 double precision. */
export const double: NumberFormat = /* @__PURE__ */ format((value) => Number.isFinite(value));
