"""How everything looks: the base page, components, tokens, icons. No models."""
