import { describe, expect, it } from "vitest";
import {
  createDirectUploadClient,
  createUncheckedDirectUploadClient,
  RequestValidationError,
} from "../../generated/direct-upload/client.ts";
import { ACCOUNT, useServer } from "./setup.ts";

const wire = useServer();

const factories = { checked: createDirectUploadClient, unchecked: createUncheckedDirectUploadClient };

describe.each(Object.entries(factories))("a path parameter of the %s client", (_name, create) => {
  const getImage = (image_id: string, account_id = ACCOUNT) =>
    create({ apiToken: "secret" }, { baseUrl: `${wire.server.origin}/client/v4/` }).getImage({
      path: { account_id, image_id },
    });

  it.each([
    ["a/../b", "a%2F..%2Fb"],
    ["this/is/my-customid", "this%2Fis%2Fmy-customid"],
    ["100%", "100%25"],
    ["%2e%2e", "%252e%252e"],
    ["a?b#c", "a%3Fb%23c"],
    ["a b+c&d=e;f", "a%20b%2Bc%26d%3De%3Bf"],
    ["a\\..\\b", "a%5C..%5Cb"],
    ["...", "..."],
    ["é 漢 😀", "%C3%A9%20%E6%BC%A2%20%F0%9F%98%80"],
    ["{account_id}", "%7Baccount_id%7D"],
    ["a\r\nb", "a%0D%0Ab"],
    ["$& $1", "%24%26%20%241"],
  ])("stays within its segment: %j", async (id, encoded) => {
    await getImage(id);
    expect(wire.only.target).toBe(`/client/v4/accounts/${ACCOUNT}/images/v1/${encoded}`);
  });

  it.each([["."], [".."], [""]])("is not sent when a URL parser would take it away: %j", async (id) => {
    await expect(getImage(id)).rejects.toThrow(RequestValidationError);
    await expect(getImage(id)).rejects.toThrow('getImage path/image_id: must not be empty, "." or ".." [path]');
    await expect(getImage("id", id)).rejects.toThrow('getImage path/account_id: must not be empty, "." or ".." [path]');
    expect(wire.server.requests).toHaveLength(0);
  });

  it("is not sent when no URL can carry it", async () => {
    await expect(getImage("\ud800")).rejects.toThrow();
    expect(wire.server.requests).toHaveLength(0);
  });

  it("is not sent when it is missing", async () => {
    await expect(getImage(undefined as unknown as string)).rejects.toThrow(RequestValidationError);
    expect(wire.server.requests).toHaveLength(0);
  });
});
