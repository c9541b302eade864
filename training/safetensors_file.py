"""Reads and writes safetensors files: an 8-byte header length, a JSON header, the data."""
import json
import struct

import numpy as np
import torch

DTYPES = {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16}
_NAMES = {dtype: name for name, dtype in DTYPES.items()}


def _bytes_of(tensor):
    words = tensor.contiguous()
    if tensor.dtype == torch.bfloat16:
        words = words.view(torch.int16)
    return words.numpy().tobytes()


def write_tensors(path, tensors, metadata):
    """Writes named tensors in the given order; the header is padded with spaces to a multiple of 8 bytes."""
    header, blocks, at = {"__metadata__": metadata}, [], 0
    for name, tensor in tensors.items():
        block = _bytes_of(tensor)
        header[name] = {"dtype": _NAMES[tensor.dtype], "shape": list(tensor.shape),
                        "data_offsets": [at, at + len(block)]}
        blocks.append(block)
        at += len(block)
    text = json.dumps(header, separators=(",", ":")).encode("utf-8")
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blocks))


def read_tensors(path):
    """Named tensors of a safetensors file, in their stored type."""
    with open(path, "rb") as file:
        content = file.read()
    (length,) = struct.unpack_from("<Q", content)
    header = json.loads(content[8:8 + length])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        words = np.frombuffer(content[begin:end], dtype=np.int32 if entry["dtype"] == "F32" else np.int16)
        tensors[name] = torch.from_numpy(words.copy()).view(DTYPES[entry["dtype"]]).view(entry["shape"])
    return tensors
