package org.icecoat.testbed.bench.property;

import java.nio.file.Path;

/** What a client needs to be let in: PEM files. */
record Client(Path certificate, Path key, Path authority) {}
