import { button, byId, element, setText } from "../../../pages/dom.ts";
import { byteCount, countdown, type MockClock } from "./mock-clock.ts";
import { type DraftRecord, type ImageRecord, imageUrl, type MockState } from "./mock-state.ts";

/** What a person can do with what the mock holds. */
export interface RecordActions {
  /** Goes on with the upload of a draft. */
  resume(draft: DraftRecord): void;
  details(id: string): void;
  remove(id: string): void;
}

/** The list of drafts and images. */
export interface Records {
  show(state: MockState): void;
  /** Brings the countdowns up to date. */
  tick(): void;
}

/** More are counted, not shown. */
const MOST_SHOWN = 60;

/** Makes the lists. What stays the same stays the same element, so that focus and selection survive. */
export function records(clock: MockClock, actions: RecordActions): Records {
  let drafts: readonly DraftRecord[] = [];
  const tick = () => {
    for (const { id, expiry } of drafts) {
      const left = cardOf("drafts", id)?.querySelector<HTMLElement>(".left");
      if (left) setText(left, lifeText(expiry, clock.now()));
    }
  };
  return {
    tick,
    show(state) {
      drafts = state.drafts;
      byId("records-empty", HTMLParagraphElement).hidden = state.drafts.length + state.images.length > 0;
      const totals = state.totals ?? { drafts: state.drafts.length, images: state.images.length };
      showGroup("drafts", newestFirst(state.drafts, "createdAt"), totals.drafts, (draft) => draftCard(draft, actions));
      showGroup("images", newestFirst(state.images, "uploaded"), totals.images, (image) => imageCard(image, actions));
      tick();
    },
  };
}

function newestFirst<T extends ImageRecord | DraftRecord>(items: readonly T[], by: keyof T): T[] {
  const time = (item: T) => Date.parse(String(item[by])) || 0;
  return items.toSorted((left, right) => time(right) - time(left));
}

function showGroup<T extends { id: string }>(
  name: string,
  items: readonly T[],
  total: number,
  make: (item: T) => HTMLElement,
): void {
  const list = byId(name, HTMLUListElement);
  const known = new Map([...list.children].map((card) => [(card as HTMLElement).dataset["key"], card]));
  const cards = items.slice(0, MOST_SHOWN).map((item) => {
    const key = JSON.stringify(item);
    const card = known.get(key) ?? make(item);
    (card as HTMLElement).dataset["key"] = key;
    (card as HTMLElement).dataset["id"] = item.id;
    return card;
  });
  if (cards.length !== list.children.length || cards.some((card, index) => card !== list.children[index])) {
    for (const card of [...list.children]) if (!cards.includes(card)) card.remove();
    for (const [index, card] of cards.entries()) {
      if (list.children[index] !== card) list.insertBefore(card, list.children[index] ?? null);
    }
  }
  byId(`${name}-group`, HTMLDivElement).hidden = items.length === 0;
  setText(byId(`${name}-count`, HTMLSpanElement), String(total));
}

function cardOf(list: string, id: string): Element | undefined {
  return [...byId(list, HTMLUListElement).children].find((card) => (card as HTMLElement).dataset["id"] === id);
}

function draftCard(draft: DraftRecord, actions: RecordActions): HTMLElement {
  const { id, creator } = draft;
  return element(
    "li",
    { class: "card draft" },
    element("div", { class: "thumb", "aria-hidden": "true" }),
    element(
      "div",
      { class: "card-body" },
      element("p", { class: "card-id", title: id }, id),
      element("p", { class: "card-facts" }, element("span", { class: "left" }), ...facts([creator])),
      element(
        "p",
        { class: "card-actions" },
        named(
          button("Upload", "link", () => actions.resume(draft)),
          id,
        ),
        named(
          button("Details", "link", () => actions.details(id)),
          id,
        ),
        named(
          button("Delete", "link", () => actions.remove(id)),
          id,
        ),
      ),
    ),
  );
}

function imageCard(image: ImageRecord, actions: RecordActions): HTMLElement {
  const { id, filename, contentType, bytes, creator, requireSignedURLs } = image;
  const thumb = element("img", { class: "thumb", src: imageUrl(id), alt: "", loading: "lazy" });
  const type = contentType
    .replace(/^image\//, "")
    .replace("svg+xml", "svg")
    .toUpperCase();
  const [first = "", ...more] = [type, byteCount(bytes), creator, requireSignedURLs ? "signed URLs" : undefined].filter(
    (fact): fact is string => typeof fact === "string" && fact !== "",
  );
  return element(
    "li",
    { class: "card" },
    thumb,
    element(
      "div",
      { class: "card-body" },
      element("p", { class: "card-id", title: id }, id),
      element("p", { class: "card-facts" }, element("span", {}, first), ...facts([filename, ...more])),
      element(
        "p",
        { class: "card-actions" },
        named(
          button("Details", "link", () => actions.details(id)),
          id,
        ),
        named(
          button("Delete", "link", () => actions.remove(id)),
          id,
        ),
      ),
    ),
  );
}

function facts(values: readonly (string | null | undefined)[]): HTMLElement[] {
  return values.flatMap((value) => (value ? element("span", {}, value) : []));
}

/** Says for a screen reader which image a short button is about. */
function named(made: HTMLButtonElement, id: string): HTMLButtonElement {
  made.setAttribute("aria-label", `${made.textContent} ${id}`);
  return made;
}

function lifeText(expiry: string, now: number): string {
  const left = countdown(expiry, now);
  return left === "expired" ? "expired" : `${left} left`;
}
