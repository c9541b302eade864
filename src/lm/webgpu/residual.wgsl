// x += W y;  h = x ∘ g;  squares = x², summed by fours: what follows attention and the MLP.
// W [4 N4, 4 K4], y [rows, 4 K4], g [4 N4] the weight of the next norm; x and h [rows, 4 N4];
// squares [rows, 4 SS4]; f32. Threads and dispatch: see head-of-product.wgsl.
#include head-of-product
@group(0) @binding(2) var<storage, read> gain: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> stream: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> normed: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> squares: array<f32>;

#include arguments
#include product
  if (owns) {
    let g = gain[r];
#for t in T
    {
      let at = (row + $t) * N4 + r;
      let v = stream[at] + c$t;
      stream[at] = v;
      normed[at] = v * g;
      squares[(row + $t) * SS4 * 4 + r] = dot(v, v);
    }
#end
  }
}
