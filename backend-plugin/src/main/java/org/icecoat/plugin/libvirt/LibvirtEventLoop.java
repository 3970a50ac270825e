package org.icecoat.plugin.libvirt;

import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libvirt's event loop. The library has exactly one for a process, it must be there before the
 * first connection is opened, and it cannot be taken down while connections live: hence the only
 * static state of the plug-in.
 */
final class LibvirtEventLoop {
  private static final Logger LOG = LoggerFactory.getLogger(LibvirtEventLoop.class);
  private static boolean started;

  private LibvirtEventLoop() {}

  static synchronized void ensureRunning() throws LibvirtException {
    if (!started) {
      Library.initEventLoop();
      Thread loop = new Thread(LibvirtEventLoop::run, "libvirt-events");
      loop.setDaemon(true);
      loop.start();
      started = true;
    }
  }

  private static void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Library.runEventLoop();
      } catch (LibvirtException e) {
        LOG.warn("libvirt's event loop stumbled and goes on: {}", e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
