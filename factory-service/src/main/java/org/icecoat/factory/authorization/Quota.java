package org.icecoat.factory.authorization;

import org.icecoat.domain.resources.Capacity;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.FaultDetail;

/** What an owner may have at one time. */
public record Quota(long vms, long cpus, long memoryMiB) {
  public static final Quota UNLIMITED = new Quota(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
  public static final Quota NOTHING = new Quota(0, 0, 0);

  /**
   * Checks that one more VM fits beside those that there are.
   *
   * @throws FactoryException QUOTA_EXCEEDED, with the quota that would be exceeded
   */
  public void check(long vmsUsed, Capacity used, Capacity asked) {
    check("vms", vms, vmsUsed, 1);
    check("cpus", cpus, used.cpus(), asked.cpus());
    check("memory-mib", memoryMiB, used.memoryMiB(), asked.memoryMiB());
  }

  /**
   * Checks that VMs may take more than they do. What does not grow is not judged, so that a quota
   * that has shrunk since stands in nobody's way.
   *
   * @throws FactoryException QUOTA_EXCEEDED, with the quota that would be exceeded
   */
  public void checkGrowth(Capacity used, Capacity more) {
    check("cpus", cpus, used.cpus(), more.cpus());
    check("memory-mib", memoryMiB, used.memoryMiB(), more.memoryMiB());
  }

  private static void check(String name, long limit, long used, long asked) {
    if (asked > 0 && used > limit - asked) {
      throw new FactoryException(
          FactoryFault.QUOTA_EXCEEDED,
          "The quota of %s is %d, of which %d are in use; this needs %d more. "
                  .formatted(name, limit, used, asked)
              + "Destroy VMs that you do not need, or ask an administrator for more.",
          new FaultDetail.Quota(name, limit, used, asked));
    }
  }
}
