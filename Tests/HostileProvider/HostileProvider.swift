// Everything in this module is generated from the spec beside this file, which tries to break out.
