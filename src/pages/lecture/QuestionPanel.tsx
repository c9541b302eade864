import { useLecture } from "./lecture-store.ts";
import { nearest, type Question } from "./scene.ts";
import { useScene } from "./scene-context.ts";
import { texts } from "./texts.ts";
import { truthOf } from "./truths.ts";

/** The question, what the audience thinks, and after the reveal what is so. */
export function QuestionPanel({ question }: { question: Question }) {
  const { scene, revealed, explained, guess, scenario } = useScene();
  const found = useLecture((state) => state.found);
  const truth = question.kind === "choice" ? null : truthOf(question.truth);
  const value = truth?.of(scenario, found) ?? null;
  return (
    <section className="question" aria-label={texts.questionOf(scene.title)}>
      <p className="question-text">{question.text}</p>
      {question.kind === "guess" ? (
        <GuessWords
          guess={guess === undefined || !truth ? null : truth.format(guess)}
          value={revealed && truth && value !== null ? truth.format(value) : null}
        />
      ) : (
        <>
          <Answers question={question} value={value} collapsed={explained} />
          {revealed && truth && (
            <p className="question-truth" aria-live="polite">
              {value === null ? texts.unknown : texts.truth(truth.format(value))}
            </p>
          )}
        </>
      )}
    </section>
  );
}

function GuessWords({ guess, value }: { guess: string | null; value: string | null }) {
  if (value !== null)
    return (
      <p className="question-truth" aria-live="polite">
        {guess === null ? texts.truth(value) : texts.truthAfterGuess(guess, value)}
      </p>
    );
  return (
    <p className="question-hint">{guess === null ? texts.guessFirst : texts.guessed(guess)}</p>
  );
}

interface AnswersProps {
  readonly question: Exclude<Question, { kind: "guess" }>;
  readonly value: number | null;
  /** Only the right answer and the one chosen are left. */
  readonly collapsed: boolean;
}

function Answers({ question, value, collapsed }: AnswersProps) {
  const { revealed, guess, onGuess } = useScene();
  const right =
    question.kind === "choice"
      ? question.right
      : value === null
        ? null
        : nearest(question.answers, value);
  return (
    <ol className="answers">
      {question.answers.map(({ text }, i) => {
        const isRight = revealed && i === right;
        if (collapsed && i !== right && i !== guess) return null;
        return (
          <li key={text}>
            <button
              type="button"
              className="answer"
              aria-pressed={i === guess}
              data-right={revealed && right !== null ? isRight : undefined}
              onClick={() => onGuess(i)}
            >
              <span className="answer-letter" aria-hidden="true">
                {String.fromCharCode(65 + i)}
              </span>
              <span>{text}</span>
              {isRight && (
                <span className="answer-mark">
                  ✓ <span className="answer-words">{texts.rightAnswer}</span>
                </span>
              )}
              {revealed && i === guess && !isRight && (
                <span className="answer-mark answer-words">{texts.yourAnswer}</span>
              )}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
