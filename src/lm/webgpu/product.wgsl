// Part: c_t = Σ_k W[4r .. 4r+3, k] x[row + t, k] for t < T, in thread `r` of slice 0.
// The sum runs over k in one order for every T, layout and storage (SPLIT alone changes it), so that a
// pass of many tokens has the very bits of a pass of one.
#for t in T
  var c$t = vec4f();
#end
  {
    // Surplus threads repeat the last four outputs, since a quad's exchange needs all of its threads.
    let column_of = min(r, N4 - 1);
#if SPLITS
    let slice = thread / WIDTH;
#else
    let slice = 0u;
#end
    for (var k = slice; k < K4; k += SPLIT) {
      let a = block(k, column_of);
#for t in T
      {
#if QUAD
        let v = x[(row + $t) * K4 * 4 + 4 * k + lane];
        c$t = fma(a[0], vec4f(quadBroadcast(v, 0)), c$t);
        c$t = fma(a[1], vec4f(quadBroadcast(v, 1)), c$t);
        c$t = fma(a[2], vec4f(quadBroadcast(v, 2)), c$t);
        c$t = fma(a[3], vec4f(quadBroadcast(v, 3)), c$t);
#else
        let v = x[(row + $t) * K4 + k];
        c$t = fma(a[0], vec4f(v.x), c$t);
        c$t = fma(a[1], vec4f(v.y), c$t);
        c$t = fma(a[2], vec4f(v.z), c$t);
        c$t = fma(a[3], vec4f(v.w), c$t);
#end
      }
#end
    }
  }
#if SPLITS
#for t in T
  partial[$t * THREADS + thread] = c$t;
#end
  workgroupBarrier();
  if (thread < WIDTH) {
    for (var s = 1u; s < SPLIT; s++) {
#for t in T
      c$t += partial[$t * THREADS + s * WIDTH + thread];
#end
    }
  }
#end
  let owns = thread < WIDTH && r < N4;
