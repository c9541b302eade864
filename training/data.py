"""The corpus as token ids: read it, encode it once, and serve it in one order to every model.

The stream of an epoch is all documents in an order drawn from (seed, epoch), each preceded by `<|endoftext|>`,
with one more at the end: every document stands between two end marks and none is dropped. The stream is cut
into rows; `document_of_position` lets the model attend within a document only. Openings, whose ends were cut off, are
separated in the same way, and the end mark after one is no target: nobody learns to stop in the middle.
"""
import glob
import lzma
import os

import numpy as np

from tokenizer import END, END_ID

SEED = 1
CUT = "<|cut|>"
IGNORED = -1  # as a target: nothing is learnt from it


def read_documents(path, mark=END):
    """The documents of a text file (plain or .xz), separated by lines that hold only `mark`."""
    opener = lzma.open if path.endswith(".xz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [d for d in file.read().split(f"\n{mark}\n") if d]


def read_corpus(folder):
    """Whole stories, openings (none where the folder has none) and held-out stories of a corpus folder."""
    stories, openings = (
        [document for name in sorted(glob.glob(os.path.join(folder, f"{kind}-[0-9]*.txt.xz")))
         for document in read_documents(name, mark)]
        for kind, mark in (("stories", END), ("openings", CUT)))
    if not stories:
        raise FileNotFoundError(f"no stories-NNN.txt.xz in {folder}")
    return stories, openings, read_documents(os.path.join(folder, "stories-heldout.txt"))


def encode_documents(tokenizer, whole, cut=()):
    """Texts as `Documents`: whole ones first, then those whose end was cut off."""
    bodies = [np.array(tokenizer.encode(text), dtype=np.uint16) for text in [*whole, *cut]]
    return Documents.of(bodies, np.arange(len(bodies)) >= len(whole))


class Documents:
    """Encoded documents: their ids one after another, where each begins, and whether its end was cut off."""

    def __init__(self, ids, offsets, cut):
        self.ids, self.offsets, self.cut = ids, offsets, cut

    @classmethod
    def load(cls, path):
        """Documents from a file written by `save`."""
        with np.load(path) as file:
            return cls(file["ids"], file["offsets"], file["cut"])

    @classmethod
    def of(cls, bodies, cut):
        """Documents from arrays of ids; `cut` says of each whether its end was cut off."""
        return cls(np.concatenate(bodies), np.cumsum([0, *map(len, bodies)]), np.asarray(cut))

    def save(self, path):
        np.savez(path, ids=self.ids, offsets=self.offsets, cut=self.cut)

    def body(self, i):
        return self.ids[self.offsets[i]:self.offsets[i + 1]]

    def __len__(self):
        return len(self.offsets) - 1

    def framed(self, i):
        """Document i between two end marks."""
        return np.concatenate([[END_ID], self.body(i), [END_ID]]).astype(np.int64)


class Stream:
    """An endless stream of shuffled epochs, addressed by token position, so that a run can resume anywhere."""

    def __init__(self, documents, seed=SEED):
        self.documents, self.seed = documents, seed
        self.epoch_tokens = len(documents.ids) + len(documents)
        self._epoch, self._tokens = None, None

    def _load(self, epoch):
        """An epoch's tokens [2, epoch_tokens]: as they are read, and as targets."""
        if self._epoch != epoch:
            docs = self.documents
            order = np.random.default_rng([self.seed, epoch]).permutation(len(docs))
            # the mark before a document is the target of the end of the one before it
            ends = np.where(docs.cut[np.roll(order, 1)], IGNORED, END_ID)
            parts = [docs.body(i) for i in order]
            inputs = np.concatenate([np.concatenate([[END_ID], part]) for part in parts])
            targets = np.concatenate([np.concatenate([[end], part]) for end, part in zip(ends, parts)])
            self._epoch, self._tokens = epoch, np.stack([inputs, targets]).astype(np.int64)
        return self._tokens

    def read(self, position, count):
        """`count` tokens from `position` on, across epochs, [2, count]: as they are read, and as targets."""
        parts = []
        while count > 0:
            epoch, at = divmod(position, self.epoch_tokens)
            part = self._load(epoch)[:, at:at + count]
            parts.append(part)
            position += part.shape[1]
            count -= part.shape[1]
        return np.concatenate(parts, axis=1)

    def batch(self, position, rows, length):
        """Inputs and targets, [rows, length] each, of rows * length tokens from `position` on."""
        tokens, targets = self.read(position, rows * length + 1)
        return tokens[:-1].reshape(rows, length), targets[1:].reshape(rows, length)


def document_of_position(inputs):
    """For each position of [rows, length] inputs the running number of its document within the row."""
    return np.cumsum(inputs == END_ID, axis=1)


def windows(documents, context):
    """The held-out protocol's windows: each framed document cut every `context` tokens, without overlap."""
    return [
        window
        for i in range(len(documents))
        for framed in [documents.framed(i)]
        for start in range(0, len(framed), context)
        for window in [framed[start:start + context]]
        if len(window) > 1
    ]


def padded_batches(all_windows, tokens_per_batch=16384):
    """Batches of windows of like length: ids [rows, length] padded with the end mark, and the lengths [rows].

    Longest first, so that the order (and with it the sum of losses) is fixed.
    """
    ordered = sorted(all_windows, key=len, reverse=True)
    while ordered:
        length = len(ordered[0])
        rows = max(1, tokens_per_batch // length)
        batch, ordered = ordered[:rows], ordered[rows:]
        ids = np.full((len(batch), length), END_ID, dtype=np.int64)
        for row, window in zip(ids, batch):
            row[:len(window)] = window
        yield ids, np.array([len(w) for w in batch])
