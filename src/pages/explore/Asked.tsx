import { useEffect, useMemo, useState } from "react";
import { DismissButton } from "../../ui/DismissButton.tsx";
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
      <DismissButton label={questions.close} onClick={() => setKept(null)} />
    </div>
  );
}
