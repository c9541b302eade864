"""Writes a trained model as a Hugging Face folder: config.json, model.safetensors (F16), tokenizer.json."""
import hashlib
import json
import os

import torch

from model import CONTEXT, NORM_EPS, ROPE_THETA
from safetensors_file import read_tensors, write_tensors
from tokenizer import END_ID

MODELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "public", "models")


def config_of(shape):
    return {
        "architectures": ["LlamaForCausalLM"],
        "attention_bias": False,
        "attention_dropout": 0.0,
        "bos_token_id": END_ID,
        "eos_token_id": END_ID,
        "head_dim": shape.head_dim,
        "hidden_act": "silu",
        "hidden_size": shape.hidden,
        "initializer_range": 0.02,
        "intermediate_size": shape.ff,
        "max_position_embeddings": CONTEXT,
        "mlp_bias": False,
        "model_type": "llama",
        "num_attention_heads": shape.heads,
        "num_hidden_layers": shape.layers,
        "num_key_value_heads": shape.heads,
        "pretraining_tp": 1,
        "rms_norm_eps": NORM_EPS,
        "rope_scaling": None,
        "rope_theta": ROPE_THETA,
        "tie_word_embeddings": True,
        "torch_dtype": "float16",
        "use_cache": True,
        "vocab_size": shape.vocab,
    }


def tensors_of(state, shape):
    """Hugging Face's names and unfused matrices from a training model's state."""
    tensors = {"model.embed_tokens.weight": state["embedding"]}
    for i in range(shape.layers):
        layer, own = f"model.layers.{i}", f"layers.{i}"
        q, k, v = state[f"{own}.qkv"].chunk(3)
        gate, up = state[f"{own}.gate_up"].chunk(2)
        tensors |= {
            f"{layer}.input_layernorm.weight": state[f"{own}.attention_norm"],
            f"{layer}.self_attn.q_proj.weight": q,
            f"{layer}.self_attn.k_proj.weight": k,
            f"{layer}.self_attn.v_proj.weight": v,
            f"{layer}.self_attn.o_proj.weight": state[f"{own}.out"],
            f"{layer}.post_attention_layernorm.weight": state[f"{own}.mlp_norm"],
            f"{layer}.mlp.gate_proj.weight": gate,
            f"{layer}.mlp.up_proj.weight": up,
            f"{layer}.mlp.down_proj.weight": state[f"{own}.down"],
        }
    tensors["model.norm.weight"] = state["norm"]
    return {name: tensor.to(torch.float16) for name, tensor in tensors.items()}


def state_of(folder, shape):
    """A training model's state from an exported folder: the inverse of `tensors_of`, but for the rounding to F16."""
    tensors = {name: tensor.float() for name, tensor in read_tensors(os.path.join(folder, "model.safetensors")).items()}
    state = {"embedding": tensors["model.embed_tokens.weight"], "norm": tensors["model.norm.weight"]}
    for i in range(shape.layers):
        layer, own = f"model.layers.{i}", f"layers.{i}"
        state |= {
            f"{own}.attention_norm": tensors[f"{layer}.input_layernorm.weight"],
            f"{own}.qkv": torch.cat([tensors[f"{layer}.self_attn.{name}_proj.weight"] for name in "qkv"]),
            f"{own}.out": tensors[f"{layer}.self_attn.o_proj.weight"],
            f"{own}.mlp_norm": tensors[f"{layer}.post_attention_layernorm.weight"],
            f"{own}.gate_up": torch.cat([tensors[f"{layer}.mlp.{name}_proj.weight"] for name in ("gate", "up")]),
            f"{own}.down": tensors[f"{layer}.mlp.down_proj.weight"],
        }
    return state


def write_json(path, content):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=2, ensure_ascii=False)
        file.write("\n")


def export_model(state, shape, tokenizer, folder):
    os.makedirs(folder, exist_ok=True)
    write_json(os.path.join(folder, "config.json"), config_of(shape))
    write_tensors(os.path.join(folder, "model.safetensors"), tensors_of(state, shape), {"format": "pt"})
    tokenizer.save(os.path.join(folder, "tokenizer.json"))


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def index_entry(*, model_id, name, shape, folder, tokens, score, distilled_from):
    """A model's line in index.json."""
    weights = os.path.join(folder, "model.safetensors")
    entry = {
        "id": model_id,
        "name": name,
        "params": shape.params,
        "params_non_embedding": shape.params_non_embedding,
        "bytes": os.path.getsize(weights),
        "sha256": sha256(weights),
        "config_sha256": sha256(os.path.join(folder, "config.json")),
        "tokenizer_sha256": sha256(os.path.join(folder, "tokenizer.json")),
        "tokens": tokens,
        "nats_per_token": round(score["nats_per_token"], 6),
        "perplexity": round(score["perplexity"], 6),
        "bits_per_byte": round(score["bits_per_byte"], 6),
    }
    if score["acceptance"]:
        entry["acceptance"] = {target: {name: round(value, 6) for name, value in rates.items()}
                               for target, rates in score["acceptance"].items()}
    if distilled_from:
        entry["distilled_from"] = distilled_from
    return entry
