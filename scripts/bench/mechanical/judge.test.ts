import { expect, it } from "vitest";
import { instantOf } from "../../../contract-tests/mutants/direct-upload/reference/date-time.ts";
import { isSortOrder } from "../../../contract-tests/mutants/direct-upload/reference/fields.ts";
import { directUploadServer } from "../../../contract-tests/mutants/direct-upload/server.ts";
import { directUploadSubject } from "../../../contract-tests/mutants/direct-upload/subject.ts";
import type { Subject } from "../../../contract-tests/mutants/subject.ts";
import { createJudge } from "./judge.ts";
import { switchboard } from "./switchboard.ts";

/** As the instrumented code: what it says where a mutant can be switched on. */
const constantOf = (id: string, value: number): number =>
  (globalThis as unknown as { constantOf(id: string, value: number): number }).constantOf(id, value);

it("kills, attributes, spares and misses mutants of a server", { timeout: 120_000 }, async () => {
  const board = switchboard();
  let loads = 0;
  const subject = await directUploadSubject((options) =>
    directUploadServer({
      ...options,
      rules: {
        // Takes everything when it is moved.
        isSortOrder: (text) => constantOf("constant 0", 0) !== 0 || isSortOrder(text),
        // Is another one in whatever way, which nobody sees.
        givenId: () => crypto.randomUUID().slice(constantOf("constant 1", 0) * 0),
        // Deletes nothing when it is moved: only the workflow sees that.
        deleted: (account, id) => void (constantOf("constant 2", 0) === 0 && account.images.delete(id)),
        // Knows no leap day when it is moved.
        instantOf: (text) => (constantOf("constant 5", 0) && text.includes("-02-29T") ? undefined : instantOf(text)),
        // Is made while the server is loaded, as far as the switchboard knows.
        isAccountId: (text) => [...text].length <= 32 + moved,
      },
    }),
  );
  let moved = 0;
  const load = async () => {
    loads++;
    moved = constantOf("constant 3", 0);
  };
  const { alarms, judge } = await createJudge({
    ...{ subject: subject as unknown as Subject<object>, board, load },
    ...{ at: Date.UTC(2026, 0, 31, 9), moments: [Date.UTC(2028, 1, 29, 9)] },
  });
  expect(alarms).toEqual(new Set());
  expect(loads).toBe(1);
  const of = (id: string, ...breaks: string[]) => judge({ id, within: "rules", breaks });

  const sorted = await of("constant 0+", "sort_order");
  expect(sorted.kill?.name).toMatch(/^listImages\/query\/sort_order\//);
  expect(sorted.attributed).toBe(sorted.kill);
  expect((await of("constant 0+", "per_page")).attributed).toBeUndefined();
  expect(await of("constant 1+", "format")).toEqual({ isCovered: true });
  expect((await of("constant 2+", "workflow/customId/gone")).attributed?.name).toBe("workflow/customId/gone/getImage");
  expect((await of("constant 5+", "format")).kill?.name).toMatch(/^createDirectUpload\/body\/expiry\//);
  expect(await of("constant 4+", "format")).toEqual({ isCovered: false });
  expect(loads).toBe(1);
  expect((await of("constant 3+", "account_id")).attributed?.name).toMatch(/account_id\/maxLength\/33 /);
  // Loaded with the mutant, and without it again.
  expect([loads, moved]).toEqual([3, 0]);
});
