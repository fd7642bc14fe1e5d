module
prelude
