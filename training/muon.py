"""Muon: momentum whose every step is made orthogonal, for the matrices of the larger target.

Keller Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024. A step's singular values are
brought near one by five Newton-Schulz iterations in bfloat16, so that rare directions are learnt as fast as common ones.
Embedding and norms stay with AdamW.
"""
import torch

MOMENTUM = 0.95
NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)
ITERATIONS = 5


def orthogonalised(update):
    """The nearest matrices to [..., rows, columns] whose singular values are all about one (0.7 to 1.2)."""
    a, b, c = NEWTON_SCHULZ
    x = update.bfloat16()
    tall = x.shape[-2] > x.shape[-1]
    if tall:
        x = x.transpose(-2, -1)
    x = x / (torch.linalg.vector_norm(x.float(), dim=(-2, -1), keepdim=True) + 1e-7).bfloat16()
    for _ in range(ITERATIONS):
        gram = x @ x.transpose(-2, -1)
        x = a * x + (b * gram + c * gram @ gram) @ x
    return (x.transpose(-2, -1) if tall else x).float()


class Muon(torch.optim.Optimizer):
    """Groups hold 2-D parameters of `parts` matrices stacked along the rows, each made orthogonal by itself."""

    def __init__(self, groups, lr, weight_decay):
        super().__init__(groups, {"lr": lr, "weight_decay": weight_decay, "parts": 1})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for parameter in group["params"]:
                state = self.state[parameter]
                if not state:
                    state["momentum"] = torch.zeros_like(parameter)
                gradient = parameter.grad
                state["momentum"].lerp_(gradient, 1 - MOMENTUM)
                nesterov = gradient.lerp(state["momentum"], MOMENTUM)
                rows, columns = parameter.shape
                update = orthogonalised(nesterov.view(group["parts"], rows // group["parts"], columns))
                scale = max(1.0, rows / group["parts"] / columns) ** 0.5
                parameter.mul_(1 - group["lr"] * group["weight_decay"])
                parameter.add_(update.view_as(parameter), alpha=-group["lr"] * scale)
