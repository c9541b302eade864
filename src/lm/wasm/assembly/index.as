// Everything that JavaScript calls.
export { pass, serve } from "./forward";
export { speculate, write } from "./generate";
export { join } from "./team";
// For the tests, kernel by kernel.
export { exponentials } from "./check";
export { gate, rmsNorm } from "./norm";
export { product } from "./product";
export { uniform } from "./random";
export { draw, probabilities, residual } from "./sample";
