package org.icecoat.trust.policy.appraisal;

import java.nio.charset.StandardCharsets;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.eventlog.EfiVariable;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.eventlog.LogEvent;

/** What a log says of an event, for people only: most of it is not measured. */
final class EventRemark {
  private static final int LONGEST = 100;

  private EventRemark() {}

  static String of(LogEvent event) {
    EventType type = event.type().orElse(EventType.EV_UNUSED);
    if (type.holdsVariable()) {
      return variable(event);
    }
    return switch (type) {
      case EV_ACTION, EV_EFI_ACTION, EV_IPL, EV_POST_CODE, EV_POST_CODE2 -> text(event);
      default -> "";
    };
  }

  private static String variable(LogEvent event) {
    try {
      return EfiVariable.parse(event.data()).name();
    } catch (TrustException e) {
      return "";
    }
  }

  private static String text(LogEvent event) {
    int length = Math.min(LONGEST, event.data().length());
    String text = new String(event.data().slice(0, length).bytes(), StandardCharsets.ISO_8859_1);
    boolean readable = text.chars().allMatch(each -> (each >= ' ' && each <= '~') || each == 0);
    return readable ? text.replace("\0", "") : "";
  }
}
