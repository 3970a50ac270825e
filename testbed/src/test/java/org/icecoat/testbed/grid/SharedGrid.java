package org.icecoat.testbed.grid;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one grid that all test classes of a run share ({@link OnSharedGrid} and a parameter
 * of type {@link TestingGrid}). It is started for the first who asks and closed when the run ends;
 * nothing may be left then.
 *
 * <p>A test leaves the grid as it found it: the VMs that its class deployed for all its tests may
 * stay until the last of them.
 */
public final class SharedGrid
    implements ParameterResolver, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private static final String KEY = "grid";
  private static final String VMS = "vms";
  private static final Namespace NAMESPACE = Namespace.create(SharedGrid.class);

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

  @Override
  public void beforeEach(ExtensionContext extension) {
    Held held = store(extension).get(KEY, Held.class);
    if (held != null) {
      extension.getStore(NAMESPACE).put(VMS, held.grid().vms());
    }
  }

  @Override
  public void afterEach(ExtensionContext extension) {
    @SuppressWarnings("unchecked")
    Set<String> vms = extension.getStore(NAMESPACE).getOrDefault(VMS, Set.class, Set.of());
    mend(extension, vms);
  }

  @Override
  public void afterAll(ExtensionContext extension) {
    mend(extension, Set.of());
  }

  /** Who failed may have left the grid in disorder: the next one must not suffer. */
  private static void mend(ExtensionContext extension, Set<String> vms) {
    Held held = store(extension).get(KEY, Held.class);
    if (held != null) {
      List<String> disorder = held.grid().mend(vms);
      if (extension.getExecutionException().isEmpty() && !disorder.isEmpty()) {
        throw new AssertionError("The shared grid was left in disorder: " + disorder);
      }
    }
  }

  private static ExtensionContext.Store store(ExtensionContext extension) {
    return extension.getRoot().getStore(NAMESPACE);
  }
}
