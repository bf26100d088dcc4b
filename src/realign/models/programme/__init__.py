"""The focused work programme: what links, money and the source decide."""
