package org.icecoat.testbed.image;

import java.nio.file.Path;

/**
 * The data of HMMER's tutorial, from Debian's hmmer-examples.
 *
 * @param profile globins4.hmm, the client's own
 * @param globinsDisk an ext4 file system, raw, to be attached read-only: the site's globins45.fa
 */
public record HmmerTutorial(Path profile, Path globinsDisk) {}
