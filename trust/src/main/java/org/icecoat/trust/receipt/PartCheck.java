package org.icecoat.trust.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.icecoat.domain.identity.Dn;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.cms.CmsReading;
import org.icecoat.trust.proxy.Finding;
import org.icecoat.trust.proxy.HostJudge;
import org.icecoat.trust.receipt.ReceiptFinding.Party;
import org.icecoat.trust.structure.Octets;

/** Judges the signature of one part, and reads what is signed. */
final class PartCheck<T> {
  private final Party party;
  private final HostJudge hosts;
  private final Function<Octets, T> reader;

  PartCheck(Party party, HostJudge hosts, Function<Octets, T> reader) {
    this.party = party;
    this.hosts = hosts;
    this.reader = reader;
  }

  /**
   * Judges a part.
   *
   * @param host whose certificate has to be the signer's
   * @return empty with a finding; what is there need not be right if there is one
   */
  Optional<SignedPart<T>> judge(CmsReading reading, String host, List<ReceiptFinding> found) {
    reading.flaws().forEach(flaw -> add(found, ReceiptDoubt.of(flaw.kind()), flaw.detail()));
    return reading.signed().flatMap(signed -> judge(signed, host, found));
  }

  private Optional<SignedPart<T>> judge(
      CmsReading.Signed signed, String host, List<ReceiptFinding> found) {
    List<Finding> wrong = hosts.findings(host, signed.certificates());
    boolean onlyTime = wrong.stream().allMatch(each -> each.reason().isOfTime());
    if (!onlyTime) {
      add(found, ReceiptDoubt.SIGNER_UNTRUSTED, plain(wrong));
    }
    Dn name = Dn.of(signed.leaf().getSubjectX500Principal());
    Instant at = signed.at();
    return read(signed.document(), found)
        .map(part -> new SignedPart<>(part, name, at, wrong.isEmpty()));
  }

  private Optional<T> read(Octets document, List<ReceiptFinding> found) {
    try {
      return Optional.of(reader.apply(document));
    } catch (TrustException e) {
      add(found, ReceiptDoubt.DOCUMENT_INVALID, e.getMessage());
      return Optional.empty();
    }
  }

  private void add(List<ReceiptFinding> found, ReceiptDoubt doubt, String detail) {
    found.add(new ReceiptFinding(party, doubt, detail));
  }

  private static String plain(List<Finding> wrong) {
    return wrong.stream()
        .map(each -> each.reason() + (each.detail().isEmpty() ? "" : " " + each.detail()))
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
