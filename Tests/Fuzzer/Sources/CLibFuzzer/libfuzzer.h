// The entry of libFuzzer for programs with a main of their own (https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library).
#pragma once
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*one_input)(const uint8_t *bytes, size_t length));
