import "katex/dist/katex.min.css";
import { useCallback, useEffect, useLayoutEffect, useMemo, useState } from "react";
import { formatUrl } from "../../scenario/url.ts";
import { useScenario } from "../../scenario/use.ts";
import { Notice } from "../../ui/Notice.tsx";
import "../shared/page.css";
import "./lecture.css";
import { Bar } from "./Bar.tsx";
import { Handout } from "./Handout.tsx";
import { type Command, commandOf, focusOf } from "./keys.ts";
import { guessIn, set, useLecture } from "./lecture-store.ts";
import { Overlays } from "./Overlays.tsx";
import { Presenter } from "./Presenter.tsx";
import { letGo, useSwipe } from "./pointer.ts";
import { Stage } from "./Stage.tsx";
import { allScenes, type Place, placeAfter, placeOf, settingsIn, stepsOf } from "./scene.ts";
import { SceneProvider, type SceneState } from "./scene-context.ts";
import { scenes } from "./scenes.ts";
import { texts } from "./texts.ts";
import { useInStep } from "./use-in-step.ts";

/** A lecture of a few scenes: each asks, shows, explains. */
export function LecturePage() {
  const scenario = useScenario((state) => state.scenario);
  const change = useScenario((state) => state.change);
  const [problem, setProblem] = useState<keyof typeof texts.presenterProblems | null>(null);
  const busy = useLecture((state) => state.busy);
  const guess = useLecture((state) => state.guesses[placeOf(scenes, scenario).scene.name]);
  const place = placeOf(scenes, scenario);
  const { scene, index, step } = place;
  const counterpartIsOpen = useInStep();

  const go = useCallback(
    ({ scene, step }: Place) => {
      set({ black: false });
      change({ scene: scene.name, step });
    },
    [change],
  );

  const onCommand = useCallback(
    (command: Command) => {
      const at = (i: number) => {
        const scene = scenes[i];
        if (scene) go({ scene, index: i, step: 1 });
      };
      const { black, spotlight, help } = useLecture.getState();
      if (typeof command === "object") at(command.scene);
      else if (command === "next") go(placeAfter(scenes, place, 1));
      else if (command === "back") go(placeAfter(scenes, place, -1));
      else if (command === "first") at(0);
      else if (command === "last") at(scenes.length - 1);
      else if (command === "black") set({ black: !black });
      else if (command === "spotlight") set({ spotlight: !spotlight });
      else if (command === "help") set({ help: !help });
      else if (command === "escape") set({ black: false, spotlight: false, help: false });
      else if (command === "fullscreen") toggleFullscreen();
      else if (command === "presenter" && !scenario.presenter) {
        const link = location.pathname + formatUrl({ ...scenario, presenter: true, run: false });
        void counterpartIsOpen().then((is) => {
          if (is) setProblem("open");
          else if (open(link, "sdsl-presenter", "popup,width=1100,height=760") === null)
            setProblem("blocked");
          else setProblem(null);
        });
      }
    },
    [go, place, scenario, counterpartIsOpen],
  );

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const command = commandOf(event, focusOf(event.target));
      if (command === null) return;
      event.preventDefault();
      onCommand(command);
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [onCommand]);

  useLayoutEffect(() => {
    document.documentElement.dataset.settled = String(busy === 0);
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another scene begins at its top
  useEffect(() => {
    scrollTo(0, 0);
  }, [index]);

  const state = useMemo<SceneState>(() => {
    const steps = stepsOf(scene);
    return {
      scene,
      scenario: settingsIn(scene, scenario),
      change,
      revealed: steps === 1 || step >= 2,
      explained: steps === 1 || step >= 3,
      guess,
      onGuess: (value) => guessIn(scene.name, value),
      visible: (name) => !scenario.hide.includes(name),
    };
  }, [scene, step, scenario, change, guess]);

  const swipe = useSwipe((by) => onCommand(by > 0 ? "next" : "back"));
  const handout = scenario.scene === allScenes && !scenario.presenter;
  const unknown =
    !["auto", allScenes].includes(scenario.scene) &&
    !scenes.some(({ name }) => name === scenario.scene);
  return (
    <main
      id="main"
      className="lecture"
      data-presenter={scenario.presenter}
      onPointerUp={letGo}
      {...(scenario.presenter ? {} : swipe)}
    >
      <Notice
        messages={[
          ...(unknown
            ? [
                {
                  id: "scene",
                  text: texts.unknownScene(
                    scenario.scene,
                    scenes.map(({ name }) => name).join(", "),
                  ),
                  kind: "warn" as const,
                },
              ]
            : []),
          ...(problem
            ? [{ id: problem, text: texts.presenterProblems[problem], kind: "warn" as const }]
            : []),
        ]}
        onDismiss={() => setProblem(null)}
      />
      <SceneProvider value={state}>
        {scenario.presenter ? (
          <Presenter scenes={scenes} place={place} onCommand={onCommand} />
        ) : handout ? (
          <Handout scenes={scenes} scenario={scenario} change={change} />
        ) : (
          <>
            <Stage key={scene.name} place={place} onNext={() => onCommand("next")} />
            <Bar scenes={scenes} place={place} onCommand={onCommand} />
          </>
        )}
      </SceneProvider>
      <Overlays stage={!scenario.presenter} />
      <p className="visually-hidden" role="status">
        {`${texts.of(index + 1, scenes.length)}: ${scene.title}`}
      </p>
    </main>
  );
}

/** A browser that refuses full screen stays as it is. */
function toggleFullscreen(): void {
  const done = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen?.();
  done?.catch(() => {});
}
