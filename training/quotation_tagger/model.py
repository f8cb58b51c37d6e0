"""The network: MiniLM's lower layers over word pieces with labels of the parse added; a head for roles; one for links.

Roles: each token begins or continues a source, cue or content, or none of them. Links: for a given cue, which tokens
are its source and its content, from both tokens' states, their distance and how they hang together in the parse.
"""

import torch
from torch import nn
from transformers import BertModel

ROLES = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
LINKS = ("O", "B-source", "I-source", "B-content", "I-content")
REACH = 30  # tokens: distances beyond are one


class QuotationTagger(nn.Module):
    """See the module. `tags`, `deps` and `relations` are the sizes of the tables of labels."""

    def __init__(self, folder: str, layers: int, tags: int, deps: int, relations: int, width: int = 128) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.encoder.config.num_hidden_layers = layers
        size = self.encoder.config.hidden_size
        self.tag = _zeros(nn.Embedding(tags, size))
        self.dep = _zeros(nn.Embedding(deps, size))
        self.quoted = _zeros(nn.Embedding(2, size))
        self.word = nn.Linear(2 * size, 256)
        self.dropout = nn.Dropout(0.1)
        self.role = nn.Linear(256, len(ROLES))
        self.of_token = nn.Linear(256, width)
        self.of_cue = nn.Linear(256, width)
        self.distance = _zeros(nn.Embedding(2 * REACH + 1, width))
        self.relation = _zeros(nn.Embedding(relations, width))
        self.link = nn.Linear(width, len(LINKS))

    def read(self, pieces, mask, tags, deps, quoted, firsts, heads):
        """Give roles [b, w, 7] and the projections of tokens and of cues [b, w, width].

        pieces, mask, tags, deps, quoted are [b, p] by word piece; firsts [b, w] is the piece that begins a token, heads
        [b, w] the token's head among the tokens.
        """
        embeddings = self.encoder.embeddings
        given = embeddings.word_embeddings(pieces) + self.tag(tags) + self.dep(deps) + self.quoted(quoted)
        states = self.encoder(inputs_embeds=given, attention_mask=mask).last_hidden_state
        wide = states.shape[-1]
        words = torch.gather(states, 1, firsts[:, :, None].expand(-1, -1, wide))
        above = torch.gather(words, 1, heads[:, :, None].expand(-1, -1, wide))
        joined = nn.functional.gelu(self.word(self.dropout(torch.cat([words, above], -1))))
        joined = self.dropout(joined)
        return self.role(joined), self.of_token(joined), self.of_cue(joined)

    def link_to(self, of_token, of_cue, rows, cues, distances, relations):
        """Give links [k, w, 5] for k cues: `rows` is each one's sentence, `cues` [k, w] is 1/n on its n tokens."""
        cue = torch.einsum("kw,kwh->kh", cues, of_cue[rows])
        state = of_token[rows] + cue[:, None, :] + self.distance(distances) + self.relation(relations)
        return self.link(self.dropout(nn.functional.gelu(state)))


def _zeros(table: nn.Embedding) -> nn.Embedding:
    nn.init.zeros_(table.weight)
    return table
