package org.icecoat.console.testing;

import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.faults.UnavailableFaultType;
import org.icecoat.wire.oasis.bf.BaseFaultType;

/** Fills faults as the services do. */
public final class WireFaults {
  private WireFaults() {}

  /** What a service that cannot serve says. */
  public static UnavailableFault unavailable(String code, String text) {
    return new UnavailableFault(text, described(new UnavailableFaultType(), code, text));
  }

  /** The same fault with code, time and description. */
  public static <F extends BaseFaultType> F described(F fault, String code, String text) {
    BaseFaultType.ErrorCode errorCode = new BaseFaultType.ErrorCode();
    errorCode.setDialect("http://icecoat.org/2026/11/faults");
    errorCode.getContent().add(code);
    BaseFaultType.Description description = new BaseFaultType.Description();
    description.setValue(text);
    fault.setTimestamp(TestingConsole.NOON);
    fault.setErrorCode(errorCode);
    fault.getDescription().add(description);
    return fault;
  }
}
