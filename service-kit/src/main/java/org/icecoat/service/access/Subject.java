package org.icecoat.service.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;

/**
 * Whom a policy file means: the holder of a DN, or whoever shows a VO attribute.
 *
 * @param dn give this or {@code vo}
 * @param vo a VO attribute, such as /biomed or /biomed/Role=production
 */
public record Subject(Dn dn, VoName vo) {
  @JsonCreator
  public Subject {
    if ((dn == null) == (vo == null)) {
      throw new IllegalArgumentException("each entry has either dn or vo");
    }
  }

  /** An entry that is one text is a DN. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Subject of(String dn) {
    if (dn.startsWith("/")) {
      throw new IllegalArgumentException(
          "write a VO attribute as {vo: %s}, or a DN as CN=Alice,O=Grid,C=XX".formatted(dn));
    }
    return new Subject(Dn.parse(dn), null);
  }

  boolean is(Caller caller) {
    return dn != null ? dn.equals(caller.dn()) : caller.vos().contains(vo);
  }

  @Override
  public String toString() {
    return dn != null ? dn.toString() : vo.toString();
  }
}
