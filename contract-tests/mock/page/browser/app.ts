import { enableCopying } from "../../../pages/copying.ts";
import { backEndApi } from "./back-end-api.ts";
import { enableFlow } from "./flow.ts";
import { mockApi } from "./mock-api.ts";
import { mockClock } from "./mock-clock.ts";
import { enableMockPanel, type MockPanel } from "./mock-panel.ts";
import { pageUrl, showOrigin } from "./page-url.ts";

const isMock = document.documentElement.dataset["api"] === "mock";
const clock = mockClock();
const api = isMock ? mockApi(clock) : backEndApi();
const flow = enableFlow(api, clock, () => void panel?.refresh());
const panel: MockPanel | undefined = isMock ? enableMockPanel(api, clock, flow) : undefined;

setInterval(() => {
  flow.tick();
  panel?.tick();
}, 1000);
enableCopying();
showOrigin();
document.title = `${document.title} · ${new URL(pageUrl()).host}`;
