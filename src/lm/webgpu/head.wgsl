// logits = s · (W h).  W [4 N4, 4 K4], h [rows, 4 K4], logits [rows, 4 N4]; f32.
// Threads and dispatch: see head-of-product.wgsl.
#include head-of-product
@group(0) @binding(2) var<storage, read> squares: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> logits: array<vec4f>;

#include arguments
#include norm
#include product
  if (owns) {
#for t in T
    logits[(row + $t) * N4 + r] = s$t * c$t;
#end
  }
}
