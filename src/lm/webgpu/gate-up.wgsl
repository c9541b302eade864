// y = silu(s · (G h)) · s · (U h), silu(z) = z / (1 + e^-z).
// W [4 N4, 4 K4] holds the rows of G and U in turn, so y is [rows, 2 N4]; h [rows, 4 K4]; f32.
// Threads and dispatch: see head-of-product.wgsl.
#include head-of-product
@group(0) @binding(2) var<storage, read> squares: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> y: array<vec2f>;

#include arguments
#include norm
#include product
  if (owns) {
#for t in T
    {
      let z = s$t * c$t;
      y[(row + $t) * N4 + r] = z.xz / (1.0 + exp(-z.xz)) * z.yw;
    }
#end
  }
}
