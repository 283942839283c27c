"""The station over HTTP: routes as data, one module a kind of answer."""
