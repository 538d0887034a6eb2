import { byId, setText } from "../../../pages/dom.ts";
import type { Api } from "./api.ts";
import { openDetails } from "./details.ts";
import type { Flow } from "./flow.ts";
import type { MockClock } from "./mock-clock.ts";
import { type MockState, moveClock, resetMock, type Watch, watchMock } from "./mock-state.ts";
import { records } from "./records.ts";
import { say } from "./steps.ts";

/** What only the mock's own page has: its clock, and what it holds. */
export interface MockPanel extends Watch {
  /** What goes on between two answers of the mock. */
  tick(): void;
}

/** Brings clock and lists to life. */
export function enableMockPanel(api: Api, clock: MockClock, flow: Flow): MockPanel {
  const lists = records(clock, {
    resume: (draft) => flow.resume({ ...draft }),
    details: (id) => void openDetails(api, id),
    remove: (id) => void flow.remove(id),
  });
  const watch = watchMock((state) => (state ? showState(state) : showConnection(false)));

  function showState(state: MockState): void {
    clock.set(state.now);
    showConnection(true);
    const draft = flow.current();
    const known = state.drafts.find(({ id }) => id === draft?.id);
    if (draft && known) draft.expiry = known.expiry;
    lists.show(state);
    flow.tick();
    tick();
  }

  function tick(): void {
    const now = new Date(clock.now()).toISOString();
    const time = byId("clock", HTMLTimeElement);
    setText(time, now.slice(11, 19));
    time.dateTime = now;
    setText(byId("clock-date", HTMLSpanElement), `${now.slice(0, 10)} UTC`);
    byId("clock-reset", HTMLButtonElement).disabled = !clock.isMoved();
    lists.tick();
  }

  async function move(to: Parameters<typeof moveClock>[0], done: string): Promise<void> {
    try {
      await moveClock(to);
      await watch.refresh();
      say(done);
    } catch (error) {
      say(String(error));
    }
  }

  byId("clock-forward", HTMLButtonElement).addEventListener("click", () => {
    void move({ advance: "PT30M" }, "The clock is 30 minutes further.");
  });
  byId("clock-reset", HTMLButtonElement).addEventListener("click", () => {
    void move({ reset: true }, "The clock is the system’s again.");
  });
  const dialog = byId("confirm-reset", HTMLDialogElement);
  byId("reset", HTMLButtonElement).addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("close", async () => {
    const { returnValue } = dialog;
    // Escape keeps the value of the time before.
    dialog.returnValue = "";
    if (returnValue !== "reset") return;
    await resetMock();
    flow.startAgain();
    say("The mock is empty.");
    await watch.refresh();
  });
  return { refresh: watch.refresh, tick };
}

function showConnection(isThere: boolean): void {
  byId("connection", HTMLSpanElement).dataset["state"] = isThere ? "live" : "lost";
  setText(byId("connection-text", HTMLSpanElement), isThere ? "Mock, live" : "No answer, trying again");
}
