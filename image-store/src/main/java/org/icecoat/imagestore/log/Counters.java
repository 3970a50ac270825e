package org.icecoat.imagestore.log;

import java.util.OptionalLong;
import org.icecoat.imagestore.signer.HeadSigner;

/**
 * What the signer has counted.
 *
 * @param appends empty if it never signed for a log
 * @param openings the number of the last one; empty if none was counted yet
 */
record Counters(OptionalLong appends, OptionalLong openings) {
  static Counters of(HeadSigner signer) {
    return new Counters(signer.counter(), signer.openings());
  }
}
