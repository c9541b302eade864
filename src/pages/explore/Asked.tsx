import { useEffect, useMemo, useState } from "react";
import { answers } from "./question-answers.ts";
import { questionOf } from "./questions.ts";
import { questions } from "./texts.tsx";
import type { Answered } from "./useAnswer.ts";

/** The answer to the question that was asked last. It names its own settings, so it stays while they are moved on,
 *  and nothing moves under the hand that does. */
export default function Asked({ answered: { answer, scenario } }: { answered: Answered }) {
  const [kept, setKept] = useState<string | null>(null);
  const fresh = useMemo(() => {
    const question = questionOf(scenario);
    return question === undefined ? null : answers[question.name](answer, scenario);
  }, [answer, scenario]);
  useEffect(() => {
    if (fresh !== null) setKept(fresh);
  }, [fresh]);
  if (kept === null) return null;
  return (
    <div className="asked" role="status">
      <p>{kept}</p>
      <button
        type="button"
        className="notice-dismiss"
        aria-label={questions.close}
        onClick={() => setKept(null)}
      >
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" strokeWidth="1.5" />
        </svg>
      </button>
    </div>
  );
}
