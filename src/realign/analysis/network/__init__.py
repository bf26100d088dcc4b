"""The links as numbers: influence, the methods of the field, ranks and how sure they are."""
