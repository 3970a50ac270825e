package org.icecoat.console.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.failure.Reason;
import org.icecoat.console.text.Spans;
import org.icecoat.console.view.Reasons;
import org.icecoat.wire.faults.InvalidRequestFaultType;
import org.icecoat.wire.faults.NothingFitsFaultType;
import org.icecoat.wire.faults.QuotaExceededFaultType;
import org.icecoat.wire.faults.SiteRefusedFaultType;
import org.icecoat.wire.faults.TokenConflictFaultType;
import org.icecoat.wire.faults.UnavailableFaultType;
import org.icecoat.wire.faults.WrongStateFaultType;
import org.icecoat.wire.oasis.bf.BaseFaultType;

/** What a fault says: its description, and what its own fields add. */
final class FaultText {
  private FaultText() {}

  static ConsoleException plain(ConsoleFault fault, BaseFaultType content, Exception declared) {
    if (content == null) {
      return new ConsoleException(fault, "The service refused and gave no reason", declared);
    }
    String added = added(content);
    String message = description(content) + (added.isEmpty() ? "" : " (" + added + ")");
    return new ConsoleException(fault, message, reasons(content), declared);
  }

  private static String description(BaseFaultType content) {
    String said =
        content.getDescription().stream()
            .map(BaseFaultType.Description::getValue)
            .collect(Collectors.joining(" "));
    return said.isBlank() ? "The service refused: " + code(content) : said;
  }

  static String code(BaseFaultType content) {
    return content.getErrorCode() == null
        ? content.getClass().getSimpleName().replace("FaultType", "")
        : content.getErrorCode().getContent().stream()
            .map(String::valueOf)
            .collect(Collectors.joining());
  }

  private static String added(BaseFaultType content) {
    if (content instanceof InvalidRequestFaultType invalid) {
      return invalid.getField() == null ? "" : "in " + invalid.getField();
    }
    if (content instanceof WrongStateFaultType wrong) {
      return wrong.getState() == null ? "" : "the VM is " + wrong.getState().value();
    }
    if (content instanceof QuotaExceededFaultType quota) {
      return "quota %s: %d of %d used, %d more asked for"
          .formatted(quota.getQuota(), quota.getUsed(), quota.getLimit(), quota.getAsked());
    }
    if (content instanceof TokenConflictFaultType) {
      return "leave --token out for a new VM, or send the first request again unchanged";
    }
    if (content instanceof UnavailableFaultType later && !StoreAccusation.is(content)) {
      return later.getRetryAfter() == null
          ? "try again later"
          : "try again in " + Spans.text(later.getRetryAfter());
    }
    return "";
  }

  private static List<Reason> reasons(BaseFaultType content) {
    if (content instanceof NothingFitsFaultType nothing) {
      List<Reason> reasons = new ArrayList<>(Reasons.of("image", nothing.getImageReason()));
      reasons.addAll(Reasons.of("node", nothing.getNodeReason()));
      return reasons;
    }
    return content instanceof SiteRefusedFaultType refused
        ? Reasons.of("dataset", refused.getReason())
        : List.of();
  }
}
