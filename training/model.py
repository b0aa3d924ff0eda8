"""The tagger: a MiniLM-L6 encoder with case and quotation embeddings, and one linear head a task.

Every head is a part of one linear layer over the last hidden state, so that the exported graph ends in a single matrix
product. Links are dot products of two short vectors, which the program computes itself for the few spans it decodes.
"""
import math

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

HIDDEN, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
SHAPES, QUOTED = 6, 4
# The order of classes is read by crates/annotate/src/tagger/decode.rs: 0 is "outside", then begin, inside, end, single.
ROLES = ["source", "cue", "content"]
KINDS = ["person", "organisation", "place", "other"]
LINK = 64
MEANING = 64
PARTS = {
    "role": 1 + 4 * len(ROLES),
    "mention": 1 + 4 * len(KINDS),
    # A piece of content or cue asks for the first piece of its cue; the first piece of a cue asks for its source.
    "ask_cue": LINK, "be_cue": LINK, "ask_source": LINK, "be_source": LINK,
    # What the text means there: stretches are compared by the mean of these over their pieces (meaning.py).
    "meaning": MEANING,
}


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.qkv, self.out = nn.Linear(HIDDEN, 3 * HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = dropout

    def forward(self, x, mask):
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = self.out(a.transpose(1, 2).reshape(b, n, HIDDEN))
        x = self.norm1(x + F.dropout(a, self.dropout, self.training))
        f = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(f, self.dropout, self.training))


class Tagger(nn.Module):
    def __init__(self, dropout=0.1):
        super().__init__()
        self.word, self.position = nn.Embedding(VOCABULARY, HIDDEN), nn.Embedding(POSITIONS, HIDDEN)
        self.shape, self.quoted = nn.Embedding(SHAPES, HIDDEN), nn.Embedding(QUOTED, HIDDEN)
        for added in (self.shape, self.quoted):
            nn.init.normal_(added.weight, std=0.01)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.heads = nn.Linear(HIDDEN, sum(PARTS.values()))
        self.step = nn.Parameter(torch.zeros(PARTS["role"], PARTS["role"]))
        self.dropout = dropout

    def encode(self, ids, shape, quoted, mask):
        x = F.dropout(self.plain(ids, mask, self.shape(shape) + self.quoted(quoted)), self.dropout, self.training)
        # Links are products of head outputs: in half precision they lose points.
        with torch.autocast(x.device.type, enabled=False):
            return self.heads(x.float())

    def plain(self, ids, mask, looks=0):
        """The last hidden states; without `looks` those of the base encoder, which knows no case."""
        x = self.word(ids) + self.position.weight[:ids.shape[1]] + looks
        x = F.dropout(self.norm(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_encoder(self, path):
        """The weights of the base encoder, from a safetensors file with the names of BertModel."""
        old = load_file(path)
        old = {k.removeprefix("bert."): v for k, v in old.items()}
        new = {"word.weight": old["embeddings.word_embeddings.weight"],
               "position.weight": old["embeddings.position_embeddings.weight"] + old["embeddings.token_type_embeddings.weight"][0],
               "norm.weight": old["embeddings.LayerNorm.weight"], "norm.bias": old["embeddings.LayerNorm.bias"]}
        for i in range(LAYERS):
            at = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                new[f"layers.{i}.qkv.{part}"] = torch.cat([old[f"{at}attention.self.{x}.{part}"] for x in ("query", "key", "value")])
                for here, there in (("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
                                    ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm")):
                    new[f"layers.{i}.{here}.{part}"] = old[f"{at}{there}.{part}"]
        missing = self.load_state_dict(new, strict=False)
        assert not missing.unexpected_keys, missing.unexpected_keys


def link_scores(ask, be):
    return ask @ be.transpose(-1, -2) / math.sqrt(LINK)


def crf_loss(emit, step, gold, mask):
    """Negative log-likelihood of the gold tags, mean over pieces. emit (b, n, t); gold (b, n), any value where masked;
    mask (b, n) bool, true from the first piece on without holes."""
    b, n, t = emit.shape
    gold = gold.masked_fill(~mask, 0)
    m = mask.float()
    score = (emit.gather(-1, gold[..., None])[..., 0] * m).sum() + (step[gold[:, :-1], gold[:, 1:]] * m[:, 1:]).sum()
    alpha = emit[:, 0]
    for i in range(1, n):
        nxt = torch.logsumexp(alpha[:, :, None] + step, 1) + emit[:, i]
        alpha = torch.where(mask[:, i, None], nxt, alpha)
    return (torch.logsumexp(alpha, -1).sum() - score) / m.sum()
