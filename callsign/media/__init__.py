"""What touches sound: decoding, encoding, loudness, pictures of waves, the hearer behind alignment."""
