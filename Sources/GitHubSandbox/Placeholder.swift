// Placeholder of the first skeleton; replaced by the target's first type.
