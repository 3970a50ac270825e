package org.icecoat.trust.policy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a node has to be for its evidence to be believed. Everything that is measured into a PCR
 * judged by a log has to be matched by a rule.
 *
 * @param version 1 or more; grows with each change
 * @param maximalAge of a result, from the moment at which the node was asked: 1 s to 30 days
 */
public record AppraisalPolicy(
    PolicyName name,
    int version,
    Duration maximalAge,
    TpmRules tpms,
    PcrRules pcrs,
    FirmwareRules firmware,
    ComponentRules components,
    ImaRules ima) {
  /** Into which the kernel measures files. */
  public static final int IMA_PCR = 10;

  /**
   * Into one of which a plug-in measures components: software can reset none of them, and the
   * kernel's list of files is in none.
   */
  public static final List<Integer> COMPONENT_PCRS = List.of(8, 9, 11, 12, 13, 14, 15);

  /** What firmware and boot loader measured before the kernel began its list of files. */
  public static final List<Integer> BOOT_PCRS = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

  private static final Duration LONGEST = Duration.ofDays(30);

  public AppraisalPolicy {
    Required.present(name, "name");
    Required.present(tpms, "tpms");
    Required.present(pcrs, "pcrs");
    Required.present(ima, "ima (write 'ima: none' if files are not looked at)");
    firmware = firmware == null ? FirmwareRules.of(List.of()) : firmware;
    components = components == null ? ComponentRules.of(List.of()) : components;
    if (version < 1) {
      throw new IllegalArgumentException("version is 1 or more, not " + version);
    }
    Required.present(maximalAge, "maximal-age");
    if (maximalAge.compareTo(Duration.ofSeconds(1)) < 0 || maximalAge.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("maximal-age is from 1s to 30d");
    }
    firmwareFits(pcrs.by(LogKind.FIRMWARE), firmware.pcrs());
    componentsFit(pcrs.by(LogKind.COMPONENTS), components);
    imaFits(pcrs.by(LogKind.IMA), ima);
  }

  /**
   * The PCRs of the boot that nothing judges here, although files are asked for: software can
   * extend PCR 10 with any list, so that one proves only what a kernel lists whose boot is proved.
   * Empty if all are judged, and where no files are asked for. Policies of earlier versions may
   * have some; none of them is passed, and none comes into force anew.
   */
  public Set<Integer> bootLeftOut() {
    Set<Integer> left = new TreeSet<>(ima.asked() ? BOOT_PCRS : List.of());
    pcrs.quoted().stream()
        .filter(each -> !each.values().isEmpty() || each.byLog() == LogKind.FIRMWARE)
        .forEach(each -> left.remove(each.pcr()));
    return left;
  }

  private static void firmwareFits(Set<Integer> quoted, Set<Integer> ruled) {
    if (!quoted.equals(ruled)) {
      throw new IllegalArgumentException(
          "PCRs %s are judged by the firmware's log, but %s have rules".formatted(quoted, ruled));
    }
  }

  private static void componentsFit(Set<Integer> quoted, ComponentRules components) {
    int wanted = components.rules().isEmpty() ? 0 : 1;
    if (quoted.size() != wanted) {
      throw new IllegalArgumentException(
          "%d components, but PCRs %s by their log: there is one PCR if there are components"
              .formatted(components.rules().size(), quoted));
    }
    if (!COMPONENT_PCRS.containsAll(quoted)) {
      throw new IllegalArgumentException(
          "Components are measured into one of PCRs 8 to 15 but 10, not " + quoted);
    }
  }

  private static void imaFits(Set<Integer> quoted, ImaRules ima) {
    Set<Integer> wanted = ima.asked() ? Set.of(IMA_PCR) : Set.of();
    if (!quoted.equals(wanted)) {
      throw new IllegalArgumentException(
          "PCRs %s are judged by the IMA log: with IMA rules it is PCR 10, with none no PCR"
              .formatted(quoted));
    }
  }
}
