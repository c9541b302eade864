import { type Theme, themes } from "../scenario/scenario.ts";
import { useScenario } from "../scenario/use.ts";
import { paper } from "../sdsl/published.ts";
import { Segmented } from "../ui/Segmented.tsx";

const themeNames: Record<Theme, string> = {
  auto: "Auto",
  light: "Light",
  dark: "Dark",
  projector: "Projector",
};

/** Where the law comes from, what happens to what is typed, and the look. */
export function Footer() {
  const theme = useScenario((state) => state.scenario.theme);
  const change = useScenario((state) => state.change);
  return (
    <footer className="footer">
      <p>
        The law: {paper.authors},{" "}
        <cite>
          <a href={`https://arxiv.org/abs/${paper.arxiv}`} rel="noopener">
            {paper.title}
          </a>
        </cite>
        , arXiv {paper.arxiv}, {paper.year}. Everything is computed on your device; nothing leaves
        it.
      </p>
      <Segmented
        id="theme"
        label="Theme"
        bare
        value={theme}
        options={themes.map((value) => ({ value, label: themeNames[value] }))}
        onChange={(next) => change({ theme: next })}
      />
    </footer>
  );
}
