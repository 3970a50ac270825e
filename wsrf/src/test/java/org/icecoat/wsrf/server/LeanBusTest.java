package org.icecoat.wsrf.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import org.apache.cxf.Bus;
import org.apache.cxf.resource.ResourceManager;
import org.junit.jupiter.api.Test;

class LeanBusTest {
  @Test
  void a_class_loader_is_there_without_a_search_and_all_else_is_still_found() {
    Bus bus = LeanBus.make();
    try {
      ResourceManager resources = bus.getExtension(ResourceManager.class);
      assertThat(resources.resolveResource("", ClassLoader.class))
          .isSameAs(LeanBus.class.getClassLoader());
      assertThat(resources.resolveResource("wsdl/sample.wsdl", URL.class)).isNotNull();
      assertThat(resources.getResourceAsStream("wsdl/sample.wsdl")).isNotNull();
    } finally {
      bus.shutdown(true);
    }
  }
}
