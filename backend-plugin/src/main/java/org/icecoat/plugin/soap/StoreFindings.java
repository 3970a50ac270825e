package org.icecoat.plugin.soap;

import java.util.List;
import java.util.Map;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.oasis.bf.BaseFaultType;

/**
 * What an image store has itself found wrong, as it says in place of an answer: no other try mends
 * that, as it may mend a store that is busy.
 */
final class StoreFindings {
  /** By the error codes of the store. */
  private static final Map<String, PluginFault> FINDINGS =
      Map.of(
          "CONTENT_ALTERED", PluginFault.IMAGE_ALTERED,
          "CATALOGUE_ALTERED", PluginFault.IMAGE_ALTERED,
          "STORE_INCONSISTENT", PluginFault.STORE_INCONSISTENT);

  private StoreFindings() {}

  /**
   * Returns if the store says nothing of the kind.
   *
   * @throws PluginException IMAGE_ALTERED or STORE_INCONSISTENT, in the store's words
   */
  static void requireNone(UnavailableFault e) {
    BaseFaultType.ErrorCode code = e.getFaultInfo().getErrorCode();
    List<Object> words = code == null ? List.of() : code.getContent();
    for (Object word : words) {
      PluginFault finding = FINDINGS.get(word.toString());
      if (finding != null) {
        throw new PluginException(
            finding,
            "The image store refuses until its administrator has mended it: " + e.getMessage(),
            e);
      }
    }
  }
}
