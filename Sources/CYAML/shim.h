#pragma once
// libyaml, whose parser gives events one by one: https://pyyaml.org/wiki/LibYAML

#include <yaml.h>
