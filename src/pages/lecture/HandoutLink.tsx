import { formatUrl } from "../../scenario/url.ts";
import { useScenario } from "../../scenario/use.ts";
import { allScenes } from "./scene.ts";
import { texts } from "./texts.ts";

/** To all scenes on paper, with what is set; in a window of its own, so that the lecture stays where it is. */
export function HandoutLink() {
  const scenario = useScenario((state) => state.scenario);
  const link = formatUrl({ ...scenario, scene: allScenes, step: 1, presenter: false, run: false });
  return (
    <a className="handout-link" href={link} target="_blank" rel="noreferrer">
      {texts.handout.name}
    </a>
  );
}
