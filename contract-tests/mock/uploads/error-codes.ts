/**
 * Cloudflare's numbers for what is wrong, with what the mock says for each. `docs/mock.md` lists where
 * they come from.
 */
export const ERROR_TITLES = {
  971: "Too many requests",
  5400: "Bad request",
  5404: "Image not found",
  5409: "Resource already exists",
  5410: "An image with a custom id cannot be private",
  5411: "The custom id is invalid",
  5413: "The image is too large",
  5415: "The body must be multipart/form-data",
  5455: "The file must be a PNG, JPEG, GIF, WebP or SVG image",
  7003: "No route for the URI",
  7011: "Request entity too large",
  10000: "Authentication error",
} as const;

/** One of the numbers. */
export type ErrorCode = keyof typeof ERROR_TITLES;
