"""From the archive to an answer: analyse, index, parse, evaluate."""
