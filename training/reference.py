"""A plain Llama forward pass in Hugging Face's conventions, in float32, read straight from an exported folder.

It shares nothing with the training model: it is the second opinion on the export and the oracle of the engines.
"""
import json
import math
import os

import torch
import torch.nn.functional as F

from safetensors_file import read_tensors


class Reference:
    def __init__(self, folder):
        with open(os.path.join(folder, "config.json"), encoding="utf-8") as file:
            self.config = json.load(file)
        tensors = read_tensors(os.path.join(folder, "model.safetensors"))
        self.weights = {name: tensor.float() for name, tensor in tensors.items()}

    @property
    def params(self):
        return sum(tensor.numel() for tensor in self.weights.values())

    def rms_norm(self, x, name):
        variance = x.pow(2).mean(-1, keepdim=True)
        return self.weights[name] * x * torch.rsqrt(variance + self.config["rms_norm_eps"])

    def rotate(self, x):
        """Rotary halves: x [..., length, head_dim], position p turns (x_i, x_{i + head_dim/2}) by p theta^(-2i/head_dim)."""
        length, head_dim = x.shape[-2:]
        frequency = self.config["rope_theta"] ** (-torch.arange(0, head_dim, 2, dtype=torch.float32) / head_dim)
        angle = torch.outer(torch.arange(length, dtype=torch.float32), frequency)
        angle = torch.cat((angle, angle), dim=-1)
        first, second = x.chunk(2, dim=-1)
        return x * angle.cos() + torch.cat((-second, first), dim=-1) * angle.sin()

    def attention(self, x, prefix):
        config = self.config
        heads, kv_heads, head_dim = config["num_attention_heads"], config["num_key_value_heads"], config["head_dim"]
        batch, length, _ = x.shape

        def project(name, count):
            y = x @ self.weights[f"{prefix}.{name}_proj.weight"].T
            return y.view(batch, length, count, head_dim).transpose(1, 2)

        q, k, v = self.rotate(project("q", heads)), self.rotate(project("k", kv_heads)), project("v", kv_heads)
        k = k.repeat_interleave(heads // kv_heads, dim=1)
        v = v.repeat_interleave(heads // kv_heads, dim=1)
        scores = q @ k.transpose(-1, -2) / math.sqrt(head_dim)
        future = torch.ones(length, length, dtype=torch.bool).triu(1)
        mixed = scores.masked_fill(future, -math.inf).softmax(-1) @ v
        return mixed.transpose(1, 2).reshape(batch, length, heads * head_dim) @ self.weights[f"{prefix}.o_proj.weight"].T

    def mlp(self, x, prefix):
        gate = x @ self.weights[f"{prefix}.gate_proj.weight"].T
        up = x @ self.weights[f"{prefix}.up_proj.weight"].T
        return (F.silu(gate) * up) @ self.weights[f"{prefix}.down_proj.weight"].T

    @torch.no_grad()
    def logits(self, ids):
        """float32 logits [batch, length, vocab] of token ids [batch, length]."""
        x = self.weights["model.embed_tokens.weight"][ids]
        for i in range(self.config["num_hidden_layers"]):
            layer = f"model.layers.{i}"
            x = x + self.attention(self.rms_norm(x, f"{layer}.input_layernorm.weight"), f"{layer}.self_attn")
            x = x + self.mlp(self.rms_norm(x, f"{layer}.post_attention_layernorm.weight"), f"{layer}.mlp")
        x = self.rms_norm(x, "model.norm.weight")
        head = "model.embed_tokens.weight" if self.config["tie_word_embeddings"] else "lm_head.weight"
        return x @ self.weights[head].T
