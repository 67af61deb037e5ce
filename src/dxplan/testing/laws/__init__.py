"""The laws of the contract, one function each: it raises what the author of the rules should do."""
