package org.icecoat.wsrf.server;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import javax.wsdl.Definition;
import javax.wsdl.Port;
import javax.wsdl.Service;
import javax.wsdl.WSDLException;
import javax.wsdl.extensions.ExtensibilityElement;
import org.apache.cxf.Bus;
import org.apache.cxf.binding.soap.SOAPBindingUtil;
import org.apache.cxf.binding.soap.wsdl.extensions.SoapAddress;
import org.apache.cxf.helpers.CastUtils;
import org.apache.cxf.wsdl.WSDLManager;
import org.icecoat.wsrf.contract.Contract;

/** Writes the real address into both ports of a WSDL; CXF by itself does it for one. */
final class PublishedAddresses {
  private PublishedAddresses() {}

  static void write(Bus bus, Contract<?> contract, URI address) {
    try {
      WSDLManager wsdls = bus.getExtension(WSDLManager.class);
      Definition definition = wsdls.getDefinition(contract.location().toString());
      Service service = definition.getService(contract.service());
      Collection<Port> ports = CastUtils.cast(service.getPorts().values());
      ports.forEach(port -> write(port, address));
    } catch (WSDLException e) {
      throw new IllegalArgumentException(contract.wsdl() + " is no WSDL", e);
    }
  }

  private static void write(Port port, URI address) {
    List<ExtensibilityElement> elements = CastUtils.cast(port.getExtensibilityElements());
    for (ExtensibilityElement element : elements) {
      SoapAddress soap = SOAPBindingUtil.getSoapAddress(element);
      if (soap != null) {
        soap.setLocationURI(address.toString());
      }
    }
  }
}
