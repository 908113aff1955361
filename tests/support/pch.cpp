// Holds nothing: what is compiled with it are the headers of its target, once for all tests.
