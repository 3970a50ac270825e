package org.icecoat.domain.component;

/** A piece of software in one version: a grid component or an operating system. */
public record Component(ComponentName name, Version version) {
  public static Component of(String name, String version) {
    return new Component(new ComponentName(name), new Version(version));
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
