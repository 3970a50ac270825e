package org.icecoat.plugin.soap;

import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.service.soap.Fields;

/** How parts of an order are read: what is missing or wrong is refused by its name. */
final class Requests {
  static final Fields REQUEST =
      new Fields(
          (field, why, cause) ->
              new PluginException(PluginFault.INVALID_REQUEST, field + ": " + why, cause));

  private Requests() {}
}
