import { exp2, exp4 } from "./exp";

/** Both exponentials, for the tests: to[i] = e^from[i], float32 for n % 4 = 0, float64 for n % 2 = 0. */
export function exponentials(to: usize, from: usize, n: i32, double: bool): void {
  const end = from + (<usize>n << (double ? 3 : 2));
  for (; from < end; from += 16, to += 16) {
    v128.store(to, double ? exp2(v128.load(from)) : exp4(v128.load(from)));
  }
}
