package org.icecoat.testbed.bench.property;

import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.jws.soap.SOAPBinding;

/** The least that a CXF service can do: read a string with JAXB and write it again. */
@WebService(targetNamespace = Echo.NAMESPACE)
@SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
public interface Echo {
  String NAMESPACE = "urn:icecoat:echo";

  @WebMethod
  @WebResult(name = "echoResponse", targetNamespace = NAMESPACE)
  String echo(@WebParam(name = "echo", targetNamespace = NAMESPACE) String text);
}
