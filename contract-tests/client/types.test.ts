import { describe, expectTypeOf, it } from "vitest";
import type {
  CreateDirectUploadArguments,
  CreateDirectUploadResult,
  createDirectUploadClient,
  DirectUploadCredentials,
  UploadImageArguments,
} from "../../generated/direct-upload/client.ts";
import type { components } from "../../generated/direct-upload/types.ts";

type Of<Status extends number> = Extract<CreateDirectUploadResult, { status: Status }>;

describe("the client's types", () => {
  it("accept a Date where the document says date-time, and nowhere else", () => {
    type Body = NonNullable<CreateDirectUploadArguments["body"]>;
    expectTypeOf<Body["expiry"]>().toEqualTypeOf<string | Date | undefined>();
    expectTypeOf<Body["creator"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Body["metadata"]>().toEqualTypeOf<{ [key: string]: unknown } | undefined>();
  });

  it("want the path or a whole URL, not both", () => {
    const file = new Blob([]);
    expectTypeOf<{
      path: { account_hash: string; image_id: string };
      body: { file: Blob };
    }>().toExtend<UploadImageArguments>();
    expectTypeOf<{ url: string; body: { file: File } }>().toExtend<UploadImageArguments>();
    expectTypeOf<{ url: string }>().not.toExtend<UploadImageArguments>();
    // @ts-expect-error one of the two
    const neither: UploadImageArguments = { body: { file } };
    // @ts-expect-error not both
    const both: UploadImageArguments = {
      url: "https://x.example",
      path: { account_hash: "", image_id: "" },
      body: { file },
    };
    // @ts-expect-error a misspelt field
    const misspelt: CreateDirectUploadArguments = { path: { account_id: "" }, body: { expires: "" } };
    void [neither, both, misspelt];
  });

  it("want whole credentials", () => {
    expectTypeOf<{ apiToken: string }>().toExtend<DirectUploadCredentials>();
    expectTypeOf<{ apiEmail: string; apiKey: () => Promise<string> }>().toExtend<DirectUploadCredentials>();
    expectTypeOf<{ apiEmail: string }>().not.toExtend<DirectUploadCredentials>();
    expectTypeOf<Parameters<typeof createDirectUploadClient>[0]>().toEqualTypeOf<DirectUploadCredentials | null>();
  });

  it("tell outcomes apart by status", () => {
    type ErrorResponse = components["schemas"]["ErrorResponse"];
    expectTypeOf<Of<200>["data"]>().toEqualTypeOf<components["schemas"]["DirectUploadResponse"]>();
    expectTypeOf<Of<400>["error"]>().toEqualTypeOf<ErrorResponse | undefined>();
    expectTypeOf<Of<429>["ok"]>().toEqualTypeOf<false>();
    const switched = (result: CreateDirectUploadResult) => {
      switch (result.status) {
        case 200:
          return expectTypeOf(result.ok).toEqualTypeOf<true>();
        case 401:
          return expectTypeOf(result.error).toEqualTypeOf<ErrorResponse | undefined>();
        case 503:
          return expectTypeOf(result.error).toEqualTypeOf<ErrorResponse | undefined>();
        default:
          // @ts-expect-error 200 is dealt with
          return result.status === 200;
      }
    };
    void switched;
  });
});
