package org.icecoat.trust.receipt;

import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.trust.structure.Octets;

/**
 * What a factory states of a deployment, with the node's part inside.
 *
 * @param image that the node was told to run
 * @param trust what the factory thought of the node when it told it to start the VM; empty if its
 *     nodes have to prove nothing
 */
public record FactoryPart(
    Deployment deployment,
    NodeHost node,
    ImageId image,
    Times times,
    Optional<Trust> trust,
    NodeShare share) {
  private static final String KIND = "icecoat-receipt";
  private static final String VERSION = "1";
  private static final int LONGEST_TEXT = 1024;

  /**
   * By the factory's clock.
   *
   * @param ordered when the node was first told to start the VM
   * @param ended when the node had said that nothing of the VM is left; empty before
   * @param issued when this was stated
   */
  public record Times(Instant requested, Instant ordered, Optional<Instant> ended, Instant issued) {
    public Times {
      requested = Lines.moment(requested);
      ordered = Lines.moment(ordered);
      ended = ended.map(Lines::moment);
      issued = Lines.moment(issued);
      if (ended.isPresent() && ended.get().isBefore(ordered)) {
        throw new IllegalArgumentException("A deployment does not end before it begins");
      }
    }
  }

  /** What came of the node's last attestation before the start. */
  public record Trust(
      Verdict verdict, Optional<Instant> at, Optional<String> policy, Optional<Sha256> evidence) {
    public Trust {
      Objects.requireNonNull(verdict, "verdict");
      at = at.map(Lines::moment);
      policy.ifPresent(FactoryPart::requireText);
    }
  }

  /** How a node stood. */
  public enum Verdict {
    TRUSTED,
    TOO_OLD,
    EXPIRED,
    REJECTED,
    UNPROVED
  }

  /**
   * The node's part, or why there is none.
   *
   * @param signed CMS SignedData in PEM, by the node
   */
  public record NodeShare(Optional<Octets> signed, Optional<String> missing) {
    public NodeShare {
      missing.ifPresent(FactoryPart::requireText);
      if (signed.isPresent() == missing.isPresent()) {
        throw new IllegalArgumentException("The node's part is there, or it is said why not");
      }
    }

    public static NodeShare of(Octets signed) {
      return new NodeShare(Optional.of(signed), Optional.empty());
    }

    public static NodeShare missing(String why) {
      return new NodeShare(Optional.empty(), Optional.of(why));
    }
  }

  public FactoryPart {
    Objects.requireNonNull(deployment, "deployment");
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(times, "times");
    Objects.requireNonNull(trust, "trust");
    Objects.requireNonNull(share, "share");
  }

  private static void requireText(String text) {
    if (text.isBlank() || text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("A text has 1 to " + LONGEST_TEXT + " characters");
    }
  }

  /** The bytes that stand for this part and no other; they are what is signed. */
  public Octets document() {
    Lines.Writer lines = deployment.written(new Lines.Writer().line(KIND, VERSION));
    node.written(lines).line("image", image.toString());
    lines
        .line("requested", times.requested().toString())
        .line("ordered", times.ordered().toString())
        .line("ended", times.ended().map(Instant::toString))
        .line("issued", times.issued().toString())
        .line("trust", trust.map(one -> one.verdict().name()))
        .line("trust-at", trust.flatMap(Trust::at).map(Instant::toString))
        .line("trust-policy", trust.flatMap(Trust::policy))
        .line("trust-evidence", trust.flatMap(Trust::evidence).map(Sha256::toString));
    return lines
        .line("node-receipt-missing", share.missing())
        .line(
            "node-receipt",
            share.signed().map(pem -> Base64.getEncoder().encodeToString(pem.bytes())))
        .octets();
  }

  /**
   * Reads what {@link #document} wrote, and nothing else.
   *
   * @throws org.icecoat.trust.TrustException STRUCTURE_MALFORMED
   */
  public static FactoryPart parse(Octets document) {
    return Strictly.read(document, FactoryPart::read, FactoryPart::document);
  }

  private static FactoryPart read(Lines.Reader lines) {
    Strictly.require(lines.required(KIND).equals(VERSION), "it is of another version");
    return new FactoryPart(
        Deployment.read(lines),
        NodeHost.read(lines),
        ImageId.parse(lines.required("image")),
        new Times(
            Instant.parse(lines.required("requested")),
            Instant.parse(lines.required("ordered")),
            lines.time("ended"),
            Instant.parse(lines.required("issued"))),
        trust(lines),
        share(lines));
  }

  private static Optional<Trust> trust(Lines.Reader lines) {
    Optional<Verdict> verdict = lines.optional("trust").map(Verdict::valueOf);
    Optional<Instant> at = lines.time("trust-at");
    Optional<String> policy = lines.optional("trust-policy");
    Optional<Sha256> evidence = lines.optional("trust-evidence").map(Sha256::parse);
    return verdict.map(one -> new Trust(one, at, policy, evidence));
  }

  private static NodeShare share(Lines.Reader lines) {
    Optional<String> missing = lines.optional("node-receipt-missing");
    Optional<Octets> signed =
        lines.optional("node-receipt").map(text -> Octets.of(Base64.getDecoder().decode(text)));
    return new NodeShare(signed, missing);
  }
}
