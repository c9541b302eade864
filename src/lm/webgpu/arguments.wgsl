// Part: the entry point of every kernel with a product.
@compute @workgroup_size(THREADS)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) thread: u32,
#if QUAD
  @builtin(subgroup_invocation_id) invocation: u32,
#end
) {
  let r = group.x * WIDTH + thread % WIDTH;
  let row = group.y * T;
#if QUAD
  let lane = invocation & 3;
#end
