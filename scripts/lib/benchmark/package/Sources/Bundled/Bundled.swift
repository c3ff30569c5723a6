// The plugin generates what is in this target.
