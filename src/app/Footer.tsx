import { hideable, themes } from "../scenario/scenario.ts";
import { useScenario } from "../scenario/use.ts";
import { paper } from "../sdsl/published.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { footer, hidden, themeNames } from "./texts.tsx";

/** Where the law comes from, what happens to what is typed, and the look. */
export function Footer() {
  const theme = useScenario((state) => state.scenario.theme);
  const change = useScenario((state) => state.change);
  const left = useScenario(({ scenario: { view, hide } }) => {
    const parts: readonly string[] = hideable[view];
    return parts.filter((name) => hide.some((other) => other === name)).length;
  });
  return (
    <footer className="footer">
      <p>
        {footer.law(
          paper.authors,
          <cite>
            <a href={`https://arxiv.org/abs/${paper.arxiv}`} rel="noopener">
              {paper.title}
            </a>
          </cite>,
          paper.arxiv,
          paper.year,
        )}
      </p>
      {left > 0 && (
        <button type="button" className="button" onClick={() => change({ hide: [] })}>
          {hidden.some(left)}
        </button>
      )}
      <Segmented
        id="theme"
        label={footer.theme}
        bare
        value={theme}
        options={themes.map((value) => ({ value, label: themeNames[value] }))}
        onChange={(next) => change({ theme: next })}
      />
    </footer>
  );
}
