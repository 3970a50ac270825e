package org.icecoat.console.remote;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.wire.vm.VmProperties;
import org.w3c.dom.Element;

/** The property document of a VM, however the stub hands it over. */
final class VmDocument {
  private VmDocument() {}

  static VmProperties read(Object any) {
    if (any instanceof VmProperties properties) {
      return properties;
    }
    if (any instanceof Element element) {
      return bound(element);
    }
    throw unexpected(null);
  }

  private static VmProperties bound(Element element) {
    try {
      JAXBContext context = JAXBContext.newInstance(VmProperties.class);
      return context.createUnmarshaller().unmarshal(element, VmProperties.class).getValue();
    } catch (JAXBException e) {
      throw unexpected(e);
    }
  }

  private static ConsoleException unexpected(Throwable cause) {
    return new ConsoleException(
        ConsoleFault.FAILED,
        "The factory's answer is no VM: is it another version, or another service?",
        cause);
  }
}
