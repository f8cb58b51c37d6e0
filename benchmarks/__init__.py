"""Speed and memory beside the peers, and accuracy on public sets."""
