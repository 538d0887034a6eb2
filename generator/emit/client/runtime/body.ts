import type { WrittenBody } from "./endpoint.ts";

/** A body in JSON. */
export function json(value: unknown, type: string): WrittenBody {
  return { body: JSON.stringify(value), type };
}

/** A body as it is: bytes, or a text. The document may leave the exact type to the caller: `image/*`. */
export function raw(value: unknown, type: string): WrittenBody {
  const own = value instanceof Blob && value.type;
  return {
    body: value as NonNullable<RequestInit["body"]>,
    type: type.includes("*") ? own || "application/octet-stream" : type,
  };
}
