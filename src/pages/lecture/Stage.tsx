import { components } from "./components.tsx";
import { pictureOf } from "./pictures.ts";
import { QuestionPanel } from "./QuestionPanel.tsx";
import { type Place, stepsOf } from "./scene.ts";
import { useScene } from "./scene-context.ts";
import { texts } from "./texts.ts";

/** A scene: its words on the left, its one picture on the right, or below them. */
export function Stage({ place, onNext }: { place: Place; onNext: () => void }) {
  const { scene, step } = place;
  const { explained, visible } = useScene();
  const Picture = pictureOf(scene.picture);
  const { Body } = scene;
  const more = step < stepsOf(scene);
  return (
    <article className="slide" data-wide={scene.wide} data-scene={scene.name} data-step={step}>
      <div className="slide-words">
        <h1>{scene.title}</h1>
        {scene.question && visible("question") && <QuestionPanel question={scene.question} />}
        {more && (
          <button type="button" className="button button-strong slide-more" onClick={onNext}>
            {step === 1 ? texts.reveal : texts.explain}
          </button>
        )}
        {explained && (
          <div className="slide-text">
            <Body components={components} />
          </div>
        )}
      </div>
      <div className="slide-picture">
        <Picture />
      </div>
    </article>
  );
}
