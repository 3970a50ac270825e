package org.icecoat.wsrf.server;

import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;

/** The predefined faults of WS-Addressing 1.0, SOAP Binding, section 6.4. */
final class AddressingFaults {
  private AddressingFaults() {}

  static SoapFault twice(SoapMessage message, String header) {
    return fault(
        message, "InvalidCardinality", "The request has several " + header + " headers, not one");
  }

  static SoapFault noAction(SoapMessage message) {
    return fault(
        message,
        "MessageAddressingHeaderRequired",
        "A request with WS-Addressing headers needs an Action");
  }

  static SoapFault elsewhere(SoapMessage message, String header) {
    return fault(
        message,
        "OnlyAnonymousAddressSupported",
        header + " must be anonymous: answers go to the caller only");
  }

  static SoapFault otherAction(SoapMessage message, String expected) {
    return fault(
        message, "ActionMismatch", "The Action of this operation is " + expected + ", not another");
  }

  /** SOAP 1.1 has no subcodes: the code itself says it. */
  private static SoapFault fault(SoapMessage message, String code, String text) {
    QName name = new QName(AddressingHeaders.NAMESPACE, code);
    if (message.getVersion() instanceof Soap11) {
      return new SoapFault(text, name);
    }
    SoapFault fault = new SoapFault(text, message.getVersion().getSender());
    fault.setSubCode(name);
    return fault;
  }
}
