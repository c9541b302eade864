"""Byte-level BPE: learn it, encode and decode with it, and read and write Hugging Face's `tokenizer.json`.

The text is first cut into words by GPT-2's pattern, each word becomes its UTF-8 bytes, each byte a
printable character of GPT-2's alphabet, and the learnt merges join neighbours. Id 0 is `<|endoftext|>`,
ids 1 to 256 are the bytes, the rest are merges in the order in which they were learnt.
"""
import heapq
import json
import re
import unicodedata
from collections import Counter, defaultdict

END = "<|endoftext|>"
END_ID = 0

# GPT-2's pattern is written with \p{L} and \p{N}, which `re` lacks. `_ascii_twin` maps every other character
# to an ASCII one of the same class, so that this ASCII pattern finds the same cuts.
_WORD = re.compile(
    r"'s|'t|'re|'ve|'m|'ll|'d| ?[A-Za-z]+| ?[0-9]+| ?[^\t-\r A-Za-z0-9]+|[\t-\r ]+(?![^\t-\r ])|[\t-\r ]+"
)
_WIDE_SPACE = set("\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff") | {chr(c) for c in range(0x2000, 0x200B)}


def _byte_alphabet():
    """GPT-2's bijection from bytes to printable characters: a list of 256 characters."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [b for b in range(256) if b not in printable]
    table = {b: chr(b) for b in printable} | {b: chr(256 + i) for i, b in enumerate(others)}
    return [table[b] for b in range(256)]


_ALPHABET = _byte_alphabet()
_BYTE_OF = {c: b for b, c in enumerate(_ALPHABET)}
# The order of the ids of single bytes: printable ones first, as in GPT-2's vocabulary.
_BYTE_SYMBOLS = sorted(_ALPHABET)


def _ascii_twin(char):
    """An ASCII character of the same class (letter, number, space, other) as `char`."""
    if char in _WIDE_SPACE:
        return "\t"
    kind = unicodedata.category(char)[0]
    return {"L": "a", "N": "0"}.get(kind, "!")


def split_words(text):
    """The words of `text` by GPT-2's pattern; joined together they are `text` again."""
    twin = text if text.isascii() else "".join(c if c.isascii() else _ascii_twin(c) for c in text)
    return [text[m.start():m.end()] for m in _WORD.finditer(twin)]


def _symbols(word):
    return [_ALPHABET[b] for b in word.encode("utf-8")]


def learn_merges(texts, count):
    """The `count` most frequent merges over `texts`, ties broken by the smaller pair. Deterministic."""
    word_counts = Counter()
    for text in texts:
        word_counts.update(split_words(text))
    words = [(_symbols(word), n) for word, n in sorted(word_counts.items())]

    pair_counts, where = Counter(), defaultdict(set)
    for i, (symbols, n) in enumerate(words):
        for pair in zip(symbols, symbols[1:]):
            pair_counts[pair] += n
            where[pair].add(i)
    heap = [(-n, pair) for pair, n in pair_counts.items()]
    heapq.heapify(heap)

    merges = []
    while len(merges) < count:
        negative, pair = heapq.heappop(heap)
        if pair_counts[pair] != -negative:
            continue  # stale: this pair was counted again and pushed again since
        merges.append(pair)
        changed = set()
        for i in where.pop(pair):
            symbols, n = words[i]
            for old in zip(symbols, symbols[1:]):
                pair_counts[old] -= n
                changed.add(old)
            symbols[:] = merge_pair(symbols, pair)
            for new in zip(symbols, symbols[1:]):
                pair_counts[new] += n
                where[new].add(i)
                changed.add(new)
        for pair in changed:
            if pair_counts[pair] > 0:
                heapq.heappush(heap, (-pair_counts[pair], pair))
    return merges


def merge_pair(symbols, pair):
    """`symbols` with every non-overlapping occurrence of `pair`, from the left, joined."""
    out, i = [], 0
    while i < len(symbols):
        if i + 1 < len(symbols) and (symbols[i], symbols[i + 1]) == pair:
            out.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            out.append(symbols[i])
            i += 1
    return out


class Tokenizer:
    """Encodes and decodes with a list of merges."""

    def __init__(self, merges):
        self.merges = [tuple(m) for m in merges]
        self.rank = {pair: i for i, pair in enumerate(self.merges)}
        names = [END, *_BYTE_SYMBOLS, *(a + b for a, b in self.merges)]
        self.id_of = {name: i for i, name in enumerate(names)}
        self.name_of = names
        self._cache = {}

    @classmethod
    def learn(cls, texts, vocab_size):
        return cls(learn_merges(texts, vocab_size - 1 - len(_BYTE_SYMBOLS)))

    @classmethod
    def load(cls, path):
        with open(path, encoding="utf-8") as file:
            return cls(tuple(m.split(" ")) for m in json.load(file)["model"]["merges"])

    @property
    def vocab_size(self):
        return len(self.name_of)

    def _encode_word(self, word):
        ids = self._cache.get(word)
        if ids is None:
            symbols = _symbols(word)
            while len(symbols) > 1:
                best = min(zip(symbols, symbols[1:]), key=lambda pair: self.rank.get(pair, len(self.rank)))
                if best not in self.rank:
                    break
                symbols = merge_pair(symbols, best)
            ids = self._cache[word] = [self.id_of[s] for s in symbols]
        return ids

    def encode(self, text):
        """Ids of `text`; `<|endoftext|>` within it becomes its own id."""
        ids = []
        for i, part in enumerate(text.split(END)):
            if i:
                ids.append(END_ID)
            for word in split_words(part):
                ids += self._encode_word(word)
        return ids

    def decode(self, ids):
        """Text of `ids`, without `<|endoftext|>`; bytes that are not UTF-8 become U+FFFD."""
        data = bytes(_BYTE_OF[c] for i in ids if i != END_ID for c in self.name_of[i])
        return data.decode("utf-8", errors="replace")

    def save(self, path):
        """Writes Hugging Face's `tokenizer.json`."""
        byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
        content = {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": [
                {"id": END_ID, "content": END, "single_word": False, "lstrip": False, "rstrip": False,
                 "normalized": False, "special": True}
            ],
            "normalizer": None,
            "pre_tokenizer": byte_level,
            "post_processor": None,
            "decoder": byte_level,
            "model": {
                "type": "BPE",
                "dropout": None,
                "unk_token": None,
                "continuing_subword_prefix": None,
                "end_of_word_suffix": None,
                "fuse_unk": False,
                "byte_fallback": False,
                "ignore_merges": False,
                "vocab": self.id_of,
                "merges": [f"{a} {b}" for a, b in self.merges],
            },
        }
        with open(path, "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=1)
            file.write("\n")
