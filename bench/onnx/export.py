"""Writes shipped models as ONNX graphs with a KV cache, for runtimes that we are measured against.

    python bench/onnx/export.py public/models/stories-2.2m out.onnx

Inputs: ids and pos int64 [1, T], mask float32 [1, 1, T, S], past0.. float32 [1, heads, P, head size], keys and
values in turn, S = P + T. Outputs: logits [1, T, vocab], new0.. [1, heads, S, head size]. The weights are
the shipped ones, widened to float32.
"""
import json
import math
import sys
from pathlib import Path

import numpy
import torch
from torch import nn

NUMPY_TYPES = {"F32": numpy.float32, "F16": numpy.float16}


def tensors(path):
    """The tensors of a .safetensors file as float32."""
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    out = {}
    for name, entry in json.loads(data[8 : 8 + size]).items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        values = numpy.frombuffer(data[8 + size + begin : 8 + size + end], NUMPY_TYPES[entry["dtype"]])
        out[name] = torch.tensor(values.astype(numpy.float32).reshape(entry["shape"]))
    return out


class Llama(nn.Module):
    """Llama's layout with tied embeddings, as `config.json` describes it."""

    def __init__(self, config, weights):
        super().__init__()
        self.heads = config["num_attention_heads"]
        self.kv_heads = config["num_key_value_heads"]
        self.layers = config["num_hidden_layers"]
        self.head_dim = config.get("head_dim") or config["hidden_size"] // self.heads
        self.eps = config["rms_norm_eps"]
        for name, value in weights.items():
            self.register_buffer(name.replace(".", "_"), value)
        frequency = config.get("rope_theta", 10000.0) ** (-torch.arange(0, self.head_dim, 2).float() / self.head_dim)
        angle = torch.outer(torch.arange(config["max_position_embeddings"]).float(), frequency)
        self.register_buffer("cos", torch.cat([angle.cos(), angle.cos()], -1))
        self.register_buffer("sin", torch.cat([angle.sin(), angle.sin()], -1))

    def norm(self, x, weight):
        return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + self.eps) * weight

    def rotate(self, x, cos, sin):
        a, b = x[..., : self.head_dim // 2], x[..., self.head_dim // 2 :]
        return x * cos + torch.cat([-b, a], -1) * sin

    def forward(self, ids, pos, mask, *past):
        x = self.model_embed_tokens_weight[ids]
        cos, sin = self.cos[pos][:, None], self.sin[pos][:, None]
        caches = []
        for i in range(self.layers):
            weight = lambda name: getattr(self, f"model_layers_{i}_{name}_weight")
            split = lambda y, heads: y.view(1, -1, heads, self.head_dim).transpose(1, 2)
            h = self.norm(x, weight("input_layernorm"))
            q = self.rotate(split(h @ weight("self_attn_q_proj").t(), self.heads), cos, sin)
            k = self.rotate(split(h @ weight("self_attn_k_proj").t(), self.kv_heads), cos, sin)
            v = split(h @ weight("self_attn_v_proj").t(), self.kv_heads)
            k, v = torch.cat([past[2 * i], k], 2), torch.cat([past[2 * i + 1], v], 2)
            caches += [k, v]
            if self.heads != self.kv_heads:
                k, v = (c.repeat_interleave(self.heads // self.kv_heads, 1) for c in (k, v))
            mixed = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(self.head_dim) + mask, -1) @ v
            mixed = mixed.transpose(1, 2).reshape(1, -1, self.heads * self.head_dim)
            x = x + mixed @ weight("self_attn_o_proj").t()
            h = self.norm(x, weight("post_attention_layernorm"))
            inner = nn.functional.silu(h @ weight("mlp_gate_proj").t()) * (h @ weight("mlp_up_proj").t())
            x = x + inner @ weight("mlp_down_proj").t()
        head = getattr(self, "lm_head_weight", self.model_embed_tokens_weight)
        return (self.norm(x, self.model_norm_weight) @ head.t(), *caches)


def main(folder, out):
    config = json.loads((folder / "config.json").read_text())
    model = Llama(config, tensors(folder / "model.safetensors")).eval()
    T, P = 2, 3
    past = [torch.randn(1, model.kv_heads, P, model.head_dim) for _ in range(2 * model.layers)]
    inputs = (torch.zeros(1, T, dtype=torch.long), torch.arange(T)[None], torch.zeros(1, 1, T, P + T), *past)
    names = [f"past{i}" for i in range(len(past))]
    news = [f"new{i}" for i in range(len(past))]
    axes = {"ids": {1: "T"}, "pos": {1: "T"}, "mask": {2: "T", 3: "S"}, "logits": {1: "T"}}
    axes |= {name: {2: "P"} for name in names} | {name: {2: "S"} for name in news}
    torch.onnx.export(
        model,
        inputs,
        out,
        input_names=["ids", "pos", "mask", *names],
        output_names=["logits", *news],
        dynamic_axes=axes,
        opset_version=14,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
