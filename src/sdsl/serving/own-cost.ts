/**
 * What a token drafted by a separate model costs beside its pass, s: sampling, copies and launches that a
 * plain pass hides. The median over four authors (llama.cpp on an RTX 3060 and an M4 Pro, vLLM of 2025 on an
 * H100, vllm-metal on an M5 Pro) of what their iterations took beyond their passes; by author 0 to 8 ms, in
 * an eager loop 17. SGLang's own run (sgl-project/sglang#10090), whose device isn't named, leaves next to
 * nothing. `spread` is a standard deviation over the mean: 95% within 0 and 11 ms.
 */
export const separateDraftCost = { seconds: 5.1e-3, spread: 0.6 } as const;

/** How far ln of a verification's further cost may be off: kernels differ. An assumption. */
export const verificationSpread = 0.3;
