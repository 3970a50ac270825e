package org.icecoat.factory.soap;

import org.icecoat.factory.fault.FactoryException;
import org.icecoat.service.soap.Fields;

/** How parts of a request are read: what is missing or wrong is refused by its name. */
final class Requests {
  static final Fields REQUEST =
      new Fields((field, why, cause) -> FactoryException.invalid(field, why));

  private Requests() {}
}
