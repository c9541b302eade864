"""Writes what PyTorch says, for the engines' tests: logits of exported models, token ids, two foreign models."""
import json
import os

import numpy as np
import torch

from export import write_json
from reference import Reference
from safetensors_file import write_tensors
from tokenizer import END_ID

SNIPPET_TOKENS = 40
POSITIONS = (0, 7, 22, 39)
MADE_BY = f"training/oracle.py, PyTorch {torch.__version__}, float32 from the stored weights"

STRINGS = (
    "", " ", "  ", "Once upon a time, there was a little girl named Lily.", "a", " a", "a ", " a  b   c",
    "\n", "\n\n \n", "One day.\nThe next day.", "tab\there", "\r\nx", " \n a\n  b\t\t c ",
    "don't I'll we're it's he'd they've I'm", "'S 'T 'tis", "it's'll", "3 cats, 42dogs and 1,000 fish", "$5.00",
    "!!! ??? ...", "\"Hi!\" she said. 'Bye,' he said.", "_under_score__", "The End", "the the the", "A" * 60,
    "caf\u00e9 na\u00efve", "e\u0301 combining", "\u65e5\u672c\u8a9e\u306e\u6587", "\U0001F600 smile\U0001F600",
    "\U0001F469\u200d\U0001F680", "x\u00a0y\u00a0 z", "\u2003em  \u2003 space", "\u202fn", "\ufeffbom", "\u200bzwsp",
    "\u00bd \u2167 \u0661\u0662", "\U00010400\U0001d7d8 x", "\x00\x01\x1c\x1f\x85 a", "<|endoftext|>",
    "Tom ran.<|endoftext|>Sue sat.", "<|endoftext|", "a<|endoftext|> b", "\u0416\u0443\u043a \u0438 \u043a\u043e\u0442",
    "antidisestablishmentarianism", "Mixed CASE wOrDs",
)


def floats(tensor):
    """Python floats that print as the shortest decimals which read back as the same float32."""
    return [float(str(value)) for value in tensor.numpy().astype(np.float32)]


def write_compact(path, content):
    """JSON with one line for each top-level entry, so that the file stays small and a diff stays readable."""
    lines = [f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in content.items()]
    with open(path, "w", encoding="utf-8") as file:
        file.write("{\n" + ",\n".join(lines) + "\n}\n")


def write_model_oracle(model_id, folder, text, tokenizer, path):
    """Full-vocabulary logits at POSITIONS of the first tokens of a held-out story."""
    ids = [END_ID, *tokenizer.encode(text)][:SNIPPET_TOKENS]
    logits = Reference(folder).logits(torch.tensor([ids]))[0]
    write_compact(path, {
        "made_by": MADE_BY, "model": model_id, "text": tokenizer.decode(ids), "ids": ids,
        "positions": POSITIONS, "logits": [floats(logits[p]) for p in POSITIONS]})


def write_tokenizer_oracle(tokenizer, path):
    entries = ",\n".join(json.dumps({"text": s, "ids": tokenizer.encode(s)}) for s in STRINGS)
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'{{"made_by": "training/tokenizer.py", "strings": [\n{entries}\n]}}\n')


def foreign_config(**fields):
    return {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_act": "silu", "attention_bias": False,
            "mlp_bias": False, "max_position_embeddings": 64, "bos_token_id": 1, "eos_token_id": 2} | fields


FOREIGN = {
    "foreign": (torch.bfloat16, foreign_config(
        hidden_size=24, intermediate_size=40, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
        head_dim=8, vocab_size=97, rms_norm_eps=1e-6, rope_theta=5000.0, tie_word_embeddings=False,
        torch_dtype="bfloat16")),
    "foreign-mha": (torch.float32, foreign_config(
        hidden_size=30, intermediate_size=22, num_hidden_layers=1, num_attention_heads=3, num_key_value_heads=3,
        head_dim=10, vocab_size=53, rms_norm_eps=1e-4, rope_theta=10000.0, tie_word_embeddings=True,
        torch_dtype="float32")),
}


def random_weights(config, dtype, seed):
    """Random tensors in Hugging Face's names for a config; norms are around one."""
    generator = torch.Generator().manual_seed(seed)
    d, ff, vocab = config["hidden_size"], config["intermediate_size"], config["vocab_size"]
    q = config["num_attention_heads"] * config["head_dim"]
    kv = config["num_key_value_heads"] * config["head_dim"]
    shapes = {"model.embed_tokens.weight": (vocab, d)}
    for i in range(config["num_hidden_layers"]):
        layer = f"model.layers.{i}"
        shapes |= {
            f"{layer}.input_layernorm.weight": (d,), f"{layer}.self_attn.q_proj.weight": (q, d),
            f"{layer}.self_attn.k_proj.weight": (kv, d), f"{layer}.self_attn.v_proj.weight": (kv, d),
            f"{layer}.self_attn.o_proj.weight": (d, q), f"{layer}.post_attention_layernorm.weight": (d,),
            f"{layer}.mlp.gate_proj.weight": (ff, d), f"{layer}.mlp.up_proj.weight": (ff, d),
            f"{layer}.mlp.down_proj.weight": (d, ff)}
    shapes["model.norm.weight"] = (d,)
    if not config["tie_word_embeddings"]:
        shapes["lm_head.weight"] = (vocab, d)
    weights = {}
    for name, shape in shapes.items():
        noise = torch.randn(shape, generator=generator)
        weights[name] = (1 + 0.3 * noise if len(shape) == 1 else noise * shape[1] ** -0.5).to(dtype)
    return weights


def write_foreign(name, folder):
    """A random model of other shapes with PyTorch's logits for 20 tokens."""
    dtype, config = FOREIGN[name]
    os.makedirs(folder, exist_ok=True)
    write_json(os.path.join(folder, "config.json"), config)
    weights = random_weights(config, dtype, seed=len(name))
    write_tensors(os.path.join(folder, "model.safetensors"), weights, {"format": "pt"})
    generator = torch.Generator().manual_seed(7)
    ids = torch.randint(config["vocab_size"], (20,), generator=generator)
    logits = Reference(folder).logits(ids[None])[0]
    write_compact(os.path.join(folder, "oracle.json"), {
        "made_by": MADE_BY, "model": name, "ids": ids.tolist(), "positions": list(range(len(ids))),
        "logits": [floats(row) for row in logits]})


def write_all(models, held_out_text, tokenizer, testdata):
    """The whole testdata folder. `models` maps ids to exported folders."""
    os.makedirs(testdata, exist_ok=True)
    for model_id, folder in models.items():
        write_model_oracle(model_id, folder, held_out_text, tokenizer, os.path.join(testdata, f"{model_id}.json"))
    write_tokenizer_oracle(tokenizer, os.path.join(testdata, "tokenizer.json"))
    for name in FOREIGN:
        write_foreign(name, os.path.join(testdata, name))
