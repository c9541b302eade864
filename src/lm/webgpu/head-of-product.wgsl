// Part: how every kernel with a product begins. Inputs x [rows, K] at binding 1.
// A thread owns the four outputs 4r .. 4r+3 of T rows; SPLIT threads share the inputs of one such
// four. A workgroup has WIDTH · SPLIT threads; dispatch (N4 / WIDTH rounded up, rows / T rounded up).
// With QUAD the four threads of a quad read one input each and exchange them.
#include weights
#if QUAD
enable subgroups;
@group(0) @binding(1) var<storage, read> x: array<f32>;
#else
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
#end
#if SPLITS
const PARTIALS = WIDTH * SPLIT * T;
var<workgroup> partial: array<vec4f, PARTIALS>;
#end
