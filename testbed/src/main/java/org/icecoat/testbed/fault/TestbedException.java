package org.icecoat.testbed.fault;

/** The one exception of the testbed; {@link #code()} says which kind of failure it is. */
public final class TestbedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final TestbedFault code;

  public TestbedException(TestbedFault code, String message) {
    super(message);
    this.code = code;
  }

  public TestbedException(TestbedFault code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public TestbedFault code() {
    return code;
  }
}
