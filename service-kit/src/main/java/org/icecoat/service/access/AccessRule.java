package org.icecoat.service.access;

import java.time.Duration;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;

/**
 * What the holder of a DN, or a member of a VO, may have at a factory. What is left out is allowed
 * without limit.
 *
 * @param dn whom the rule is for; give this or {@code vo}
 * @param vo a VO attribute, such as /biomed or /biomed/Role=production
 * @param deploy whether VMs may be deployed; true if left out. If not, none that is there may grow
 *     or live longer either
 * @param vms the most VMs at one time
 * @param cpus the most CPUs of them together
 * @param memoryMib the most MiB of memory of them together
 * @param lease the longest lease
 */
public record AccessRule(
    Dn dn, VoName vo, Boolean deploy, Long vms, Long cpus, Long memoryMib, Duration lease) {
  public AccessRule {
    deploy = deploy == null || deploy;
    requirePositive("vms", vms);
    requirePositive("cpus", cpus);
    requirePositive("memory-mib", memoryMib);
    if (lease != null && (lease.isNegative() || lease.isZero())) {
      throw new IllegalArgumentException("lease must be longer than nothing");
    }
  }

  /** Nobody in particular may deploy nothing. */
  static AccessRule nothing() {
    return new AccessRule(null, null, false, null, null, null, null);
  }

  /** Whom it is for; there is none of {@code everyone}. */
  Subject subject() {
    return new Subject(dn, vo);
  }

  /** The same for people: a DN, a VO attribute, or everyone. */
  public String forWhom() {
    return dn == null && vo == null ? "everyone" : subject().toString();
  }

  private static void requirePositive(String key, Long value) {
    if (value != null && value < 0) {
      throw new IllegalArgumentException(key + " must not be negative");
    }
  }
}
