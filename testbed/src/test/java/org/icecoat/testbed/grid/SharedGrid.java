package org.icecoat.testbed.grid;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one grid that all test classes of a run share ({@code @ExtendWith(SharedGrid.class)}
 * and a parameter of type {@link TestingGrid}). It is started for the first who asks and closed
 * when the run ends; nothing may be left then.
 */
public final class SharedGrid implements ParameterResolver, AfterEachCallback {
  private static final String KEY = "grid";

  private record Held(TestingGrid grid) implements AutoCloseable {
    @Override
    public void close() {
      grid.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
    return parameter.getParameter().getType() == TestingGrid.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
    return store(extension)
        .getOrComputeIfAbsent(KEY, key -> new Held(TestingGrid.start()), Held.class)
        .grid();
  }

  /** A test that failed may have left the grid in disorder: the next one must not suffer. */
  @Override
  public void afterEach(ExtensionContext extension) {
    Held held = store(extension).get(KEY, Held.class);
    if (held != null) {
      List<String> disorder = held.grid().mend();
      if (extension.getExecutionException().isEmpty() && !disorder.isEmpty()) {
        throw new AssertionError("The test has left the shared grid in disorder: " + disorder);
      }
    }
  }

  private static ExtensionContext.Store store(ExtensionContext extension) {
    return extension.getRoot().getStore(Namespace.create(SharedGrid.class));
  }
}
