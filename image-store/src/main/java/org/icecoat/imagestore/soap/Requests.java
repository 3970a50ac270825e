package org.icecoat.imagestore.soap;

import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.service.soap.Fields;

/** How parts of a request are read: what is missing or wrong is refused by its name. */
final class Requests {
  static final Fields REQUEST =
      new Fields(
          (field, why, cause) ->
              StoreException.about(
                  field, StoreFault.REQUEST_INVALID, field + " cannot be taken: " + why, cause));

  private Requests() {}
}
