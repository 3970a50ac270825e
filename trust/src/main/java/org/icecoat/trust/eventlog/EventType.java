package org.icecoat.trust.eventlog;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Types of events (TCG PC Client Platform Firmware Profile, 10.4.1). The type of an event is not
 * measured: anybody who has the log can rename it.
 */
public enum EventType {
  EV_PREBOOT_CERT(0x0),
  EV_POST_CODE(0x1),
  EV_UNUSED(0x2),
  EV_NO_ACTION(0x3),
  EV_SEPARATOR(0x4, true),
  EV_ACTION(0x5, true),
  EV_EVENT_TAG(0x6),
  EV_S_CRTM_CONTENTS(0x7),
  EV_S_CRTM_VERSION(0x8, true),
  EV_CPU_MICROCODE(0x9),
  EV_PLATFORM_CONFIG_FLAGS(0xa),
  EV_TABLE_OF_DEVICES(0xb),
  EV_COMPACT_HASH(0xc),
  EV_IPL(0xd),
  EV_IPL_PARTITION_DATA(0xe),
  EV_NONHOST_CODE(0xf),
  EV_NONHOST_CONFIG(0x10),
  EV_NONHOST_INFO(0x11),
  EV_OMIT_BOOT_DEVICE_EVENTS(0x12),
  EV_POST_CODE2(0x13),
  EV_EFI_VARIABLE_DRIVER_CONFIG(0x80000001, true),
  EV_EFI_VARIABLE_BOOT(0x80000002),
  EV_EFI_BOOT_SERVICES_APPLICATION(0x80000003),
  EV_EFI_BOOT_SERVICES_DRIVER(0x80000004),
  EV_EFI_RUNTIME_SERVICES_DRIVER(0x80000005),
  EV_EFI_GPT_EVENT(0x80000006, true),
  EV_EFI_ACTION(0x80000007, true),
  EV_EFI_PLATFORM_FIRMWARE_BLOB(0x80000008),
  EV_EFI_HANDOFF_TABLES(0x80000009),
  EV_EFI_PLATFORM_FIRMWARE_BLOB2(0x8000000a),
  EV_EFI_HANDOFF_TABLES2(0x8000000b),
  EV_EFI_VARIABLE_BOOT2(0x8000000c),
  EV_EFI_GPT_EVENT2(0x8000000d),
  EV_EFI_HCRTM_EVENT(0x80000010),
  EV_EFI_VARIABLE_AUTHORITY(0x800000e0),
  EV_EFI_SPDM_FIRMWARE_BLOB(0x800000e1),
  EV_EFI_SPDM_FIRMWARE_CONFIG(0x800000e2),
  EV_EFI_SPDM_DEVICE_POLICY(0x800000e3),
  EV_EFI_SPDM_DEVICE_AUTHORITY(0x800000e4);

  private static final Map<Integer, EventType> BY_ID = byId();

  private final int id;
  private final boolean dataMeasured;

  EventType(int id) {
    this(id, false);
  }

  EventType(int id, boolean dataMeasured) {
    this.id = id;
    this.dataMeasured = dataMeasured;
  }

  /** The type with that number, if the profile has one. */
  public static Optional<EventType> find(int id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** The number in the log. */
  public int id() {
    return id;
  }

  /** Whether the digest of such an event is always that of its data. */
  public boolean dataMeasured() {
    return dataMeasured;
  }

  /** Whether the data are a UEFI_VARIABLE_DATA. */
  public boolean holdsVariable() {
    return switch (this) {
      case EV_EFI_VARIABLE_DRIVER_CONFIG,
          EV_EFI_VARIABLE_BOOT,
          EV_EFI_VARIABLE_BOOT2,
          EV_EFI_VARIABLE_AUTHORITY ->
          true;
      default -> false;
    };
  }

  private static Map<Integer, EventType> byId() {
    Map<Integer, EventType> types = new HashMap<>();
    for (EventType type : values()) {
      types.put(type.id, type);
    }
    return Map.copyOf(types);
  }
}
