package org.icecoat.console.deploy;

import org.icecoat.console.command.Session;
import org.icecoat.console.remote.ImageFinder;
import org.icecoat.wire.factory.VmRequestType;

/** A whole request: the VM and its application. */
final class Requests {
  private Requests() {}

  static VmRequestType of(Session session, RequestValues values) {
    ImageFinder images = new ImageFinder(session::services);
    VmRequestType request =
        new RequestMapper(values, text -> images.find(text).image().id(), session.moments())
            .request();
    request.setApplication(
        ApplicationMapper.application(values, session.surroundings().place().folder()));
    return request;
  }
}
