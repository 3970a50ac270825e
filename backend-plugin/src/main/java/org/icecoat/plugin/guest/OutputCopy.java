package org.icecoat.plugin.guest;

import java.io.IOException;

/** Copies both outputs from the guest up to the cap, each from where its copy ends. */
final class OutputCopy {
  private static final int RANGE = 1 << 20;

  private final ApplicationOutput output;
  private final long cap;

  OutputCopy(ApplicationOutput output, long cap) {
    this.output = output;
    this.cap = cap;
  }

  /** Takes all that the state tells of; whether that was anything. */
  boolean pull(GuestLink link, GuestState state) throws IOException {
    boolean out = pull(link, OutputStreamName.STANDARD_OUTPUT, state.out());
    boolean err = pull(link, OutputStreamName.STANDARD_ERROR, state.err());
    return out || err;
  }

  private boolean pull(GuestLink link, OutputStreamName name, GuestState.Stream stream)
      throws IOException {
    OutputFile file = output.file(name);
    long have = file.length();
    long wanted = Math.min(stream.bytes(), cap);
    boolean grows = have < wanted;
    while (have < wanted) {
      int length = (int) Math.min(RANGE, wanted - have);
      file.append(link.fetch("read " + name.word() + " " + have + " " + length, length));
      have += length;
    }
    if (stream.full() || stream.bytes() > cap) {
      file.markTruncated();
    }
    return grows;
  }
}
