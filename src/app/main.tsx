import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { loadCurvesWorker } from "../curves/client.ts";
import { browserAddress, createScenarioStore } from "../scenario/store.ts";
import { ScenarioProvider } from "../scenario/use.ts";
import { App } from "./App.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { announceHeight } from "./embed.ts";
import { keepOffline } from "./offline.ts";
import { keepScroll } from "./scroll.ts";
import { followTheme } from "./theme.ts";
import "./theme.css";
import "./print.css";

const store = createScenarioStore(browserAddress);
followTheme(store);
keepScroll(store);
if (store.getState().scenario.view === "explore") loadCurvesWorker();

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root.");
announceHeight(store, root);
// in slices, so that a slow phone can answer a finger meanwhile
startTransition(() =>
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <ScenarioProvider value={store}>
          <App />
        </ScenarioProvider>
      </ErrorBoundary>
    </StrictMode>,
  ),
);

// the development server has no sw.js
if (import.meta.env.PROD) void keepOffline();
