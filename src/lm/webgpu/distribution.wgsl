// Part: masses[to + v] = probability of v, from logit(from + v), as sampling.ts defines it:
// softmax(logits / temperature), then top-k, then top-p, each renormalised; temperature 0 puts all on
// the largest logit. Equal masses rank by index.
// A workgroup makes one distribution; a thread owns CHUNK neighbouring tokens. Any vocabulary.
// The cuts search the smallest kept mass bit by bit: masses are not negative, so that their bits rank
// as they do, and a count or a sum over the vocabulary decides each of the 30 bits.
#include workgroup
struct Cuts {
  greedy: u32,
  top_k: u32,
  top_p: f32,
}
var<workgroup> cuts: Cuts;

fn distribute(from_: u32, to: u32, thread: u32) {
  let first = min(thread * CHUNK, VOCAB);
  let end = min(first + CHUNK, VOCAB);
  if (thread == 0) {
    cuts = Cuts(u32(tape[TEMPERATURE] == 0), tape[TOP_K], bitcast<f32>(tape[TOP_P]));
  }
  let wanted = workgroupUniformLoad(&cuts);
  var best = -3e38;
  for (var v = first; v < end; v++) {
    best = max(best, logit(from_ + v));
  }
  let top = largest_of_all(best, thread);
  if (wanted.greedy == 1) {
    var here = VOCAB;
    for (var v = first; v < end; v++) {
      if (here == VOCAB && logit(from_ + v) == top) {
        here = v;
      }
    }
    let earlier = running_count(u32(here < VOCAB), thread).x;
    for (var v = first; v < end; v++) {
      masses[to + v] = select(0.0, 1.0, v == here && earlier == 0);
    }
  } else {
    let temperature = bitcast<f32>(tape[TEMPERATURE]);
    var sum = 0.0;
    for (var v = first; v < end; v++) {
      let e = exp((logit(from_ + v) - top) / temperature);
      masses[to + v] = e;
      sum += e;
    }
    let total = running_sum(sum, thread).y;
    for (var v = first; v < end; v++) {
      masses[to + v] /= total;
    }
    if (wanted.top_k > 0 && wanted.top_k < VOCAB) {
      var least = 0u;
      for (var bit = 30u; bit > 0; bit--) {
        let tried = least | (1u << (bit - 1));
        if (running_count(count_from(to, first, end, tried), thread).y >= wanted.top_k) {
          least = tried;
        }
      }
      let above = running_count(count_from(to, first, end, least + 1), thread).y;
      keep(to, first, end, thread, least, wanted.top_k - above);
    }
    if (wanted.top_p < 1) {
      var least = 0u;
      for (var bit = 30u; bit > 0; bit--) {
        let tried = least | (1u << (bit - 1));
        if (running_sum(mass_from(to, first, end, tried), thread).y >= wanted.top_p) {
          least = tried;
        }
      }
      let above = running_sum(mass_from(to, first, end, least + 1), thread).y;
      // How many of the equal ones are needed: fma rounds only once, where the division can be one off.
      let each = bitcast<f32>(max(least, 1));
      var equals = clamp(ceil((wanted.top_p - above) / each), 1.0, f32(VOCAB));
      if (fma(equals, each, above - wanted.top_p) < 0.0) {
        equals += 1.0;
      }
      keep(to, first, end, thread, least, u32(equals));
    }
  }
  storageBarrier();
}

fn count_from(to: u32, first: u32, end: u32, least: u32) -> u32 {
  var count = 0u;
  for (var v = first; v < end; v++) {
    count += u32(bitcast<u32>(masses[to + v]) >= least);
  }
  return count;
}

fn mass_from(to: u32, first: u32, end: u32, least: u32) -> f32 {
  var sum = 0.0;
  for (var v = first; v < end; v++) {
    let mass = masses[to + v];
    sum += select(0.0, mass, bitcast<u32>(mass) >= least);
  }
  return sum;
}

// Keeps the masses above `least` and the first `equals` of those that have it; renormalises.
fn keep(to: u32, first: u32, end: u32, thread: u32, least: u32, equals: u32) {
  let here = count_from(to, first, end, least) - count_from(to, first, end, least + 1);
  var rank = running_count(here, thread).x;
  var sum = 0.0;
  for (var v = first; v < end; v++) {
    let mass = masses[to + v];
    let bits = bitcast<u32>(mass);
    let stays = bits > least || (bits == least && rank < equals);
    rank += u32(bits == least);
    masses[to + v] = select(0.0, mass, stays);
    sum += select(0.0, mass, stays);
  }
  let total = running_sum(sum, thread).y;
  for (var v = first; v < end; v++) {
    masses[to + v] /= total;
  }
}
