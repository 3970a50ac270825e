package org.icecoat.testbed.trust;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one {@link AttestedGrid} that all test classes of a run share. */
public final class SharedAttestedGrid implements ParameterResolver, AfterEachCallback {
  private static final String KEY = "attested";
  private static final Namespace NAMESPACE = Namespace.create(SharedAttestedGrid.class);

  private record Held(AttestedGrid grid) implements AutoCloseable {
    @Override
    public void close() {
      grid.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
    return parameter.getParameter().getType() == AttestedGrid.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
    return store(extension)
        .getOrComputeIfAbsent(KEY, key -> new Held(AttestedGrid.start()), Held.class)
        .grid();
  }

  /** Who failed may have left the grid in disorder: the next one must not suffer. */
  @Override
  public void afterEach(ExtensionContext extension) {
    Held held = store(extension).get(KEY, Held.class);
    if (held != null) {
      List<String> disorder = held.grid().mend();
      if (extension.getExecutionException().isEmpty() && !disorder.isEmpty()) {
        throw new AssertionError("The attested grid was left in disorder: " + disorder);
      }
    }
  }

  private static ExtensionContext.Store store(ExtensionContext extension) {
    return extension.getRoot().getStore(NAMESPACE);
  }
}
