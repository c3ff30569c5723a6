// scripts/bench puts generated sources beside this file.
