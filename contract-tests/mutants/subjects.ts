import type { Subject } from "./subject.ts";

/** The documents that have a reference server, by name; each is loaded when it is asked for. */
export const SUBJECTS: Record<string, () => Promise<Subject<object>>> = {
  "direct-upload": async () =>
    (await import("./direct-upload/subject.ts")).directUploadSubject() as unknown as Subject<object>,
  orders: async () => (await import("./orders/subject.ts")).ordersSubject() as unknown as Subject<object>,
};
