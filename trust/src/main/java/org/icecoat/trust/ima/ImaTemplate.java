package org.icecoat.trust.ima;

import java.util.Optional;

/** How a line is made up (Linux, Documentation/security/IMA-templates.rst). */
public enum ImaTemplate {
  /** SHA-1 of the file, path; the only one without lengths. */
  IMA("ima", 2),
  /** Digest with its algorithm, path. */
  IMA_NG("ima-ng", 2),
  /** The same and the file's signature, which may be empty. */
  IMA_SIG("ima-sig", 3),
  /** Digest, name and bytes of something in memory, such as a key or a command line. */
  IMA_BUF("ima-buf", 3);

  private final String kernelName;
  private final int fields;

  ImaTemplate(String kernelName, int fields) {
    this.kernelName = kernelName;
    this.fields = fields;
  }

  static Optional<ImaTemplate> find(String kernelName) {
    for (ImaTemplate template : values()) {
      if (template.kernelName.equals(kernelName)) {
        return Optional.of(template);
      }
    }
    return Optional.empty();
  }

  /** As the kernel writes it: {@code ima-ng}. */
  public String kernelName() {
    return kernelName;
  }

  /** How many fields follow the name. */
  int fields() {
    return fields;
  }
}
