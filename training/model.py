"""The Llama-layout model in the form in which it is trained: fused projections and few elementwise passes.

Products run in bfloat16 with float32 master weights; the residual stream, norms and the loss are float32.
`reference.py` is the same model written plainly, and `export.py` turns one form into the other.
"""
import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

NORM_EPS = 1e-5
ROPE_THETA = 10000.0
CONTEXT = 512


@dataclass(frozen=True)
class Shape:
    hidden: int
    layers: int
    heads: int
    ff: int
    vocab: int = 1024

    @property
    def head_dim(self):
        return self.hidden // self.heads

    @property
    def params_non_embedding(self):
        per_layer = 4 * self.hidden**2 + 3 * self.hidden * self.ff + 2 * self.hidden
        return self.layers * per_layer + self.hidden

    @property
    def params(self):
        return self.vocab * self.hidden + self.params_non_embedding


def rope_tables(length, head_dim, theta=ROPE_THETA):
    """cos and sin [length, head_dim / 2] of position * theta^(-2i / head_dim)."""
    frequency = theta ** (-torch.arange(0, head_dim, 2, dtype=torch.float32) / head_dim)
    angle = torch.arange(length, dtype=torch.float32)[:, None] * frequency
    return angle.cos(), angle.sin()


class _Normalise(torch.autograd.Function):
    """x / rms(x) in bfloat16; the norm's weight is folded into the product that follows."""

    @staticmethod
    def forward(ctx, x):
        scale = torch.linalg.vector_norm(x, dim=-1, keepdim=True).square_().div_(x.shape[-1]).add_(NORM_EPS).rsqrt_()
        y = (x * scale).bfloat16()
        ctx.save_for_backward(y, scale)
        return y

    @staticmethod
    def backward(ctx, dy):
        y, scale = ctx.saved_tensors
        along = (dy * y).sum(-1, keepdim=True, dtype=torch.float32).div_(y.shape[-1])
        return torch.addcmul(dy.float(), y.float(), along, value=-1).mul_(scale)


class _SwiGlu(torch.autograd.Function):
    """silu(gate) * up; keeps the sigmoid, since exponentials are what is slow here."""

    @staticmethod
    def forward(ctx, gate, up):
        sigmoid = gate.sigmoid()
        silu = gate * sigmoid
        ctx.save_for_backward(sigmoid, silu, up)
        return silu * up

    @staticmethod
    def backward(ctx, dy):
        sigmoid, silu, up = ctx.saved_tensors
        slope = torch.addcmul(sigmoid + silu, sigmoid, silu, value=-1)
        return slope.mul_(up).mul_(dy), silu * dy


class _CrossEntropy(torch.autograd.Function):
    """Mean cross-entropy of [rows, vocab] logits; forms the gradient on the way forward. Targets below zero count for
    nothing."""

    @staticmethod
    def forward(ctx, logits, targets):
        log_p = F.log_softmax(logits.float(), dim=-1)
        rows = torch.nonzero(targets >= 0).squeeze(1)
        wanted = targets[rows]
        loss = -log_p[rows, wanted].mean()
        grad = log_p.exp_()
        grad[rows, wanted] -= 1
        grad[targets < 0] = 0
        ctx.save_for_backward(grad.div_(len(rows)).bfloat16())
        return loss

    @staticmethod
    def backward(ctx, scale):
        return ctx.saved_tensors[0] * scale, None


class Layer(nn.Module):
    def __init__(self, shape):
        super().__init__()
        d, ff = shape.hidden, shape.ff
        self.heads, self.head_dim = shape.heads, shape.head_dim
        self.attention_norm = nn.Parameter(torch.ones(d))
        self.qkv = nn.Parameter(torch.randn(3 * d, d) * d**-0.5)
        self.out = nn.Parameter(torch.randn(d, d) * (d * 2 * shape.layers) ** -0.5)
        self.mlp_norm = nn.Parameter(torch.ones(d))
        self.gate_up = nn.Parameter(torch.randn(2 * ff, d) * d**-0.5)
        self.down = nn.Parameter(torch.randn(d, ff) * (ff * 2 * shape.layers) ** -0.5)

    def forward(self, x, mask, cos, sin, dropout):
        rows, length, d = x.shape
        qkv = F.linear(_Normalise.apply(x), (self.qkv * self.attention_norm).bfloat16())
        qkv = qkv.view(rows, length, 3, self.heads, 2, self.head_dim // 2)
        a, b = qkv[:, :, :2].unbind(4)
        qk = torch.stack((a * cos - b * sin, b * cos + a * sin), dim=4).view(rows, length, 2, self.heads, -1)
        q, k = qk.permute(2, 0, 3, 1, 4)
        v = qkv[:, :, 2].reshape(rows, length, self.heads, -1).transpose(1, 2)
        scores = (q * self.head_dim**-0.5) @ k.transpose(2, 3)
        mixed = scores.add_(mask).softmax(-1) @ v
        mixed = mixed.transpose(1, 2).reshape(rows, length, d)
        x = x + F.dropout(F.linear(mixed, self.out.bfloat16()), dropout, self.training)
        gate, up = F.linear(_Normalise.apply(x), (self.gate_up * self.mlp_norm).bfloat16()).chunk(2, -1)
        return x + F.dropout(F.linear(_SwiGlu.apply(gate, up), self.down.bfloat16()), dropout, self.training)


class Model(nn.Module):
    def __init__(self, shape, dropout=0.0):
        super().__init__()
        self.shape, self.dropout = shape, dropout
        self.embedding = nn.Parameter(torch.randn(shape.vocab, shape.hidden) * 0.5 * shape.hidden**-0.5)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.norm = nn.Parameter(torch.ones(shape.hidden))
        cos, sin = rope_tables(CONTEXT, shape.head_dim)
        self.register_buffer("cos", cos.bfloat16(), persistent=False)
        self.register_buffer("sin", sin.bfloat16(), persistent=False)

    def logits(self, inputs, documents):
        """bfloat16 logits [rows * length, vocab]; a position sees its own document's past only."""
        rows, length = inputs.shape
        causal = torch.ones(length, length, dtype=torch.bool).tril()
        allowed = causal & (documents[:, :, None] == documents[:, None, :])
        mask = torch.zeros(rows, 1, length, length, dtype=torch.bfloat16)
        mask.masked_fill_(~allowed[:, None], -math.inf)
        cos, sin = (t[:length, None, None] for t in (self.cos, self.sin))
        x = F.embedding(inputs, self.embedding)
        for layer in self.layers:
            x = layer(x, mask, cos, sin, self.dropout)
        h = _Normalise.apply(x).view(rows * length, -1)
        return F.linear(h, (self.embedding * self.norm).bfloat16())

    def forward(self, inputs, targets, documents):
        """Mean cross-entropy in nats a token."""
        return _CrossEntropy.apply(self.logits(inputs, documents), targets.reshape(-1))
