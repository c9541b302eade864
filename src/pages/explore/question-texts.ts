/** The numbers of a question's answer, as they are written. */
export interface Said {
  readonly N: string;
  readonly share: string;
  readonly c: string;
  readonly alpha: string;
  readonly gamma: string;
  readonly speedup: string;
}

/** The answers to the questions to try, two sentences each. */
export const answerTexts = {
  small: (at: Said & { M: string }, large: Said & { M: string }) =>
    `The best draft of a ${at.M} target is ${at.share} of it, that of a ${large.M} target ${large.share}: a draft step costs ${at.c} target passes instead of ${large.c}. So the best lookahead is ${at.gamma} instead of ${large.gamma}, and the speedup ${at.speedup} instead of ${large.speedup}.`,
  accepted: (at: Said, plain: Said) =>
    `With acceptance ${at.alpha} instead of ${plain.alpha} the best lookahead is ${at.gamma} instead of ${plain.gamma}, and the speedup ${at.speedup} instead of ${plain.speedup}. The best draft then has ${at.N} parameters; by the plane it has ${plain.N}.`,
  large: (at: Said & { M: string }, best: { N: string; speedup: string; lost: string }) =>
    `A step of a ${at.N} draft costs ${at.c} passes of the ${at.M} target, and ${at.alpha} of its tokens are accepted. It reaches ${at.speedup} where the best draft, ${best.N}, reaches ${best.speedup}: ${best.lost} less.`,
  served: (
    at: Said & { users: string; verify: string },
    counted: { c: string; gamma: string; speedup: string },
  ) =>
    `With ${at.users} sequences at once on an H100 a step of the ${at.N} draft takes ${at.c} target passes and verifying ${at.gamma} drafted tokens ${at.verify}; counting FLOPs, a step takes ${counted.c} and a verification 1. That leaves ${at.speedup} of the ${counted.speedup} that FLOPs alone promise this draft with ${counted.gamma} tokens.`,
} as const;
