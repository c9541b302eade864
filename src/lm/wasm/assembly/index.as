// Everything that JavaScript calls.
export { pass } from "./forward";
export { speculate, write } from "./generate";
// For the tests, kernel by kernel.
export { exponentials } from "./check";
export { gate, rmsNorm } from "./norm";
export { product } from "./product";
export { uniform } from "./random";
export { draw, probabilities, residual } from "./sample";
