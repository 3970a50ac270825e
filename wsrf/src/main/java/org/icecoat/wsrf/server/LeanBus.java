package org.icecoat.wsrf.server;

import java.io.InputStream;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.resource.ResourceManager;
import org.apache.cxf.resource.ResourceResolver;
import org.apache.cxf.ws.policy.PolicyEngine;

/** CXF without what would be looked for at each request and is never there. */
final class LeanBus {
  private LeanBus() {}

  static Bus make() {
    Bus bus = new ExtensionManagerBus();
    bus.getExtension(ResourceManager.class).addResourceResolver(new KnownLoader());
    bus.getExtension(PolicyEngine.class).setEnabled(false); // no contract has a policy
    return bus;
  }

  /** CXF asks for a class loader at each request, and would search every jar for it. */
  private static final class KnownLoader implements ResourceResolver {
    @Override
    public <T> T resolve(String name, Class<T> type) {
      return type == ClassLoader.class && name.isEmpty()
          ? type.cast(LeanBus.class.getClassLoader())
          : null;
    }

    @Override
    public InputStream getAsStream(String name) {
      return null;
    }
  }
}
