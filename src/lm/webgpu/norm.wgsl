// Part: s_t = 1 / √(mean of squares of row + t, plus eps), the scale of the root-mean-square norm.
// squares [rows, 4 SS4] holds each row's squares summed by fours; what is beyond the width is 0.
// x is already times the norm's weight, so a product of x only lacks s_t.
#for t in T
  var s$t = 0.0;
#if QUAD
  for (var i = 0u; i < SS4; i += 4) {
    let q = squares[(row + $t) * SS4 + i + lane];
    s$t += (q.x + q.y) + (q.z + q.w);
  }
  s$t += quadSwapX(s$t);
  s$t += quadSwapY(s$t);
#else
  {
    var sums = vec4f();
    for (var i = (row + $t) * SS4; i < (row + $t + 1) * SS4; i += 4) {
      let q0 = squares[i];
      let q1 = squares[i + 1];
      let q2 = squares[i + 2];
      let q3 = squares[i + 3];
      sums += vec4f((q0.x + q0.y) + (q0.z + q0.w), (q1.x + q1.y) + (q1.z + q1.w),
                    (q2.x + q2.y) + (q2.z + q2.w), (q3.x + q3.y) + (q3.z + q3.w));
    }
    s$t = (sums.x + sums.y) + (sums.z + sums.w);
  }
#end
  s$t = 1.0 / sqrt(s$t / HIDDEN + EPS);
#end
