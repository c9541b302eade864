import { useMemo } from "react";
import type { Scenario } from "../../scenario/scenario.ts";
import { components } from "./components.tsx";
import { guessIn, useLecture } from "./lecture-store.ts";
import { pictureOf } from "./pictures.ts";
import { QuestionPanel } from "./QuestionPanel.tsx";
import { type Scene, settingsIn } from "./scene.ts";
import { SceneProvider, type SceneState, useScene } from "./scene-context.ts";
import { texts } from "./texts.ts";

interface Props {
  readonly scenes: readonly Scene[];
  readonly scenario: Scenario;
  readonly change: SceneState["change"];
}

/** Pictures that say nothing until somebody plays or measures: paper has no use for them. */
const live: readonly string[] = ["play", "iteration", "measured"];

/** All scenes below each other with their answers, to print or to read again. */
export function Handout({ scenes, scenario, change }: Props) {
  const words = texts.handout;
  return (
    <div className="handout">
      <header className="handout-head">
        <h1>{words.title}</h1>
        <button type="button" className="button button-strong" onClick={() => print()}>
          {words.print}
        </button>
        <button type="button" className="button" onClick={() => change({ scene: "auto", step: 1 })}>
          {words.back}
        </button>
      </header>
      {scenes.map((scene) => (
        <HandoutScene key={scene.name} scene={scene} scenario={scenario} change={change} />
      ))}
    </div>
  );
}

function HandoutScene({ scene, scenario, change }: { scene: Scene } & Omit<Props, "scenes">) {
  const guess = useLecture((state) => state.guesses[scene.name]);
  const state = useMemo<SceneState>(
    () => ({
      scene,
      scenario: settingsIn(scene, scenario),
      change,
      revealed: !live.includes(scene.picture),
      explained: !live.includes(scene.picture),
      guess,
      onGuess: (value) => guessIn(scene.name, value),
      visible: (name) => name !== "controls" && !scenario.hide.includes(name),
    }),
    [scene, scenario, change, guess],
  );
  return (
    <SceneProvider value={state}>
      <Page />
    </SceneProvider>
  );
}

function Page() {
  const { scene, visible } = useScene();
  const Picture = pictureOf(scene.picture);
  const { Body } = scene;
  return (
    <section className="handout-scene" aria-label={scene.title}>
      <h2 className="handout-title">{scene.title}</h2>
      {scene.question && visible("question") && <QuestionPanel question={scene.question} />}
      {!live.includes(scene.picture) && <Picture />}
      <div className="slide-text">
        <Body components={components} />
      </div>
    </section>
  );
}
