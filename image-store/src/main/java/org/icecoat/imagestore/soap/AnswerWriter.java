package org.icecoat.imagestore.soap;

import java.util.List;
import org.icecoat.imagestore.content.AuditFinding;
import org.icecoat.imagestore.log.StoreFinding;
import org.icecoat.imagestore.search.SearchHit;
import org.icecoat.imagestore.search.SearchReason;
import org.icecoat.imagestore.search.SearchResult;
import org.icecoat.wire.store.SearchHitType;
import org.icecoat.wire.store.SearchResponse;
import org.icecoat.wire.store.VerifyResponse;
import org.icecoat.wire.types.HealthFindingType;
import org.icecoat.wire.types.ReasonType;

/** Writes what searches and verifications found. */
final class AnswerWriter {
  private AnswerWriter() {}

  static SearchResponse search(SearchResult result, ImageWriter images) {
    SearchResponse wire = new SearchResponse();
    result.hits().stream().map(hit -> hit(hit, images)).forEach(wire.getHit()::add);
    result.reasons().stream().map(AnswerWriter::reason).forEach(wire.getReason()::add);
    wire.setMore(result.more());
    return wire;
  }

  static VerifyResponse verification(List<AuditFinding> findings) {
    VerifyResponse wire = new VerifyResponse();
    wire.setIntact(findings.isEmpty());
    findings.stream().map(AnswerWriter::finding).forEach(wire.getFinding()::add);
    return wire;
  }

  private static SearchHitType hit(SearchHit hit, ImageWriter images) {
    SearchHitType wire = new SearchHitType();
    wire.setImage(images.image(hit.image()));
    wire.setScore(hit.score());
    return wire;
  }

  /** The subject is what people call the image, with the beginning of its id. */
  private static ReasonType reason(SearchReason reason) {
    ReasonType wire = new ReasonType();
    wire.setSubject(
        reason.image().manifest().description().title()
            + " ("
            + reason.image().id().handle()
            + ")");
    wire.setCode(reason.why().code().name());
    wire.setDescription(reason.why().description());
    return wire;
  }

  static HealthFindingType finding(StoreFinding finding) {
    return finding(finding.code().name(), finding.description());
  }

  private static HealthFindingType finding(AuditFinding finding) {
    return finding(finding.code().name(), finding.description());
  }

  private static HealthFindingType finding(String code, String description) {
    HealthFindingType wire = new HealthFindingType();
    wire.setCode(code);
    wire.setDescription(description);
    return wire;
  }
}
