package org.icecoat.trust.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.TestingImages;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.log.EntryProof;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.LogEntry;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingLog;
import org.icecoat.trust.testing.TestingReceipts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One text for each part, and nothing else is read. */
class ReceiptPartsTest {
  private static final Instant NOW = TestingLog.NOW;
  @TempDir private Path folder;

  @Test
  void both_parts_are_read_as_they_were_written() {
    try (TestingReceipts receipts = new TestingReceipts(folder, Clock.systemUTC())) {
      NodePart part = receipts.nodePart();
      assertThat(NodePart.parse(part.document())).isEqualTo(part);
      FactoryPart missing = receipts.factoryPart(FactoryPart.NodeShare.missing("-"));
      assertThat(FactoryPart.parse(missing.document())).isEqualTo(missing);
      FactoryPart whole = receipts.factoryPart(FactoryPart.NodeShare.of(Octets.parse("0102")));
      assertThat(FactoryPart.parse(whole.document())).isEqualTo(whole);
    }
  }

  @Test
  void an_images_place_in_the_log_is_kept_whole() {
    NodePart part = part(Optional.of(proof()));
    NodePart read = NodePart.parse(part.document());
    assertThat(read).isEqualTo(part);
    assertThat(read.images().disk().proof().orElseThrow().position()).isEqualTo(1);
  }

  @Test
  void names_that_hold_line_breaks_stay_on_their_line() {
    Deployment own = TestingReceipts.DEPLOYMENT;
    Dn owner = Dn.parse("CN=Eve\\0Anode: 100%,O=Grid");
    NodePart part =
        part(new Deployment(own.vm(), own.epoch(), owner, Optional.empty()), RunTime.never());
    String text = new String(part.document().bytes(), StandardCharsets.UTF_8);
    assertThat(text.lines().filter(line -> line.startsWith("node:"))).hasSize(1);
    assertThat(NodePart.parse(part.document()).deployment().owner()).isEqualTo(owner);
  }

  @Test
  void only_the_bytes_that_would_have_been_written_are_read() {
    Octets good = part(Optional.of(proof())).document();
    for (int length = 0; length < good.length(); length += 7) {
      refused(good.slice(0, length));
    }
    refused(octets(text(good) + "\n"));
    refused(octets(text(good).replace("node: node1", "node:  node1")));
    refused(octets(text(good).replace("\n", "\r\n")));
    refused(octets(text(good).replace("sha256:", "")));
    refused(octets(text(good).replace("icecoat-node-receipt: 1", "icecoat-node-receipt: 2")));
    refused(octets(text(good).replace("starts: 1", "starts: +1")));
    refused(octets(text(good).replace("node: node1", "node: %6Eode1")));
  }

  @Test
  void damaged_bytes_are_refused_or_say_something_else() {
    Octets good = part(Optional.of(proof())).document();
    Random random = new Random(3);
    for (int tries = 0; tries < 2000; tries++) {
      byte[] damaged = good.bytes();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertThat(NodePart.parse(Octets.of(damaged)).document().bytes()).isEqualTo(damaged);
      } catch (TrustException e) {
        assertThat(e).hasMessageContaining("no receipt");
      }
    }
  }

  @Test
  void a_run_does_not_end_before_it_begins() {
    assertThatThrownBy(
            () ->
                new RunTime(
                    Optional.of(NOW), Optional.of(NOW), Optional.of(NOW.minusSeconds(1)), 1))
        .isInstanceOf(IllegalArgumentException.class);
    RunTime ended = RunTime.never().seenRunning(NOW).seenGone(NOW.plusSeconds(3));
    String text = text(part(TestingReceipts.DEPLOYMENT, ended).document());
    String forged = text.replace("gone: " + NOW.plusSeconds(3), "gone: " + NOW.minusSeconds(3));
    assertThat(forged).isNotEqualTo(text);
    refused(octets(forged));
  }

  @Test
  void a_run_is_what_was_seen_of_it() {
    RunTime never = RunTime.never();
    assertThat(never.seenGone(NOW)).isEqualTo(never);
    RunTime running = never.seenRunning(NOW).seenRunning(NOW.plusSeconds(60));
    assertThat(running.from()).contains(NOW);
    assertThat(running.lastSeen()).contains(NOW.plusSeconds(60));
    RunTime gone = running.seenGone(NOW.plusSeconds(61));
    assertThat(gone.seenGone(NOW.plusSeconds(99))).isEqualTo(gone);
    assertThat(gone.gone()).contains(NOW.plusSeconds(61));
    RunTime again = gone.seenRunning(NOW.plusSeconds(70));
    assertThat(again.starts()).isEqualTo(2);
    assertThat(again.gone()).isEmpty();
    assertThat(again.from()).contains(NOW);
    assertThat(running.seenGone(NOW).gone()).contains(NOW.plusSeconds(60));
  }

  private static EntryProof proof() {
    TestingLog log = new TestingLog();
    Dn carol = Dn.parse("CN=Carol,O=Grid");
    log.append(LogEntry.registration(TestingImages.kernel(), NOW, carol));
    LogEntry entry = LogEntry.registration(TestingImages.hmmer(), NOW, carol);
    long position = log.append(entry);
    return EntryProof.of(
        new ImageProof(log.shown(), log.logged(entry, position), Optional.empty()));
  }

  private static NodePart part(Optional<EntryProof> proof) {
    return new NodePart(
        new NodeName("node1"),
        TestingReceipts.DEPLOYMENT,
        new NodePart.Images(
            new RunImage(TestingReceipts.IMAGE, proof), Optional.empty(), Optional.empty()),
        RunTime.never().seenRunning(NOW),
        Optional.empty(),
        NOW);
  }

  private static NodePart part(Deployment deployment, RunTime time) {
    NodePart part = part(Optional.empty());
    return new NodePart(part.node(), deployment, part.images(), time, part.evidence(), NOW);
  }

  private static void refused(Octets document) {
    assertThatThrownBy(() -> NodePart.parse(document)).isInstanceOf(TrustException.class);
  }

  private static String text(Octets document) {
    return new String(document.bytes(), StandardCharsets.UTF_8);
  }

  private static Octets octets(String text) {
    return Octets.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
