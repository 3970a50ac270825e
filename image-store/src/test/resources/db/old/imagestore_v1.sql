-- Rows as the first version of the schema had them: a kernel, a disk that boots with it, and one that
-- is retired. A new version adds none; it reads these.

insert into image (id, kind, name, version, summary, architecture, format, system_name, system_version, boot, kernel_id, ramdisk_id, command_line, least_memory_mib, root, bytes, virtual_mib, registered_at, registered_by, retired_at, retired_by, retired_why)
  values ('caa312633dbd9132d6448e52ce741922cd9d73a9dc61fe13d07649d11d37b1d0', 'KERNEL', 'linux', '6.1', '', 'x86_64', 'RAW', null, null, null, null, null, null, null, 'dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd', 7000000, null, timestamp with time zone '2026-11-02 12:00:00.123456+00', 'CN=Carol,O=Grid', null, null, null);
insert into image (id, kind, name, version, summary, architecture, format, system_name, system_version, boot, kernel_id, ramdisk_id, command_line, least_memory_mib, root, bytes, virtual_mib, registered_at, registered_by, retired_at, retired_by, retired_why)
  values ('ecc21d6053277b515441dd687aa1281e7d2ea14dc81718a03dbe855085ab166f', 'DISK', 'hmmer', '3.3.2', 'old', 'x86_64', 'QCOW2', 'debian', '12', 'UEFI', null, null, null, 256, 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc', 75497472, 512, timestamp with time zone '2026-11-02 12:00:00.123456+00', 'CN=Carol,O=Grid', timestamp with time zone '2026-11-02 12:00:00.123456+00', 'CN=Carol,O=Grid', 'has a hole');
insert into image (id, kind, name, version, summary, architecture, format, system_name, system_version, boot, kernel_id, ramdisk_id, command_line, least_memory_mib, root, bytes, virtual_mib, registered_at, registered_by, retired_at, retired_by, retired_why)
  values ('29bb00c67763ef5d2b58d943936069cc21fa8d3d226e341baa39280d92e96744', 'DISK', 'bio', '2', 'both', 'x86_64', 'QCOW2', 'debian', '12', 'DIRECT_KERNEL', 'caa312633dbd9132d6448e52ce741922cd9d73a9dc61fe13d07649d11d37b1d0', 'caa312633dbd9132d6448e52ce741922cd9d73a9dc61fe13d07649d11d37b1d0', 'console=ttyS0', 256, 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc', 75497472, 512, timestamp with time zone '2026-11-02 12:00:00.123456+00', 'CN=Carol,O=Grid', null, null, null);
insert into image_component (image_id, name, version)
  values ('ecc21d6053277b515441dd687aa1281e7d2ea14dc81718a03dbe855085ab166f', 'hmmer', '3.3.2');
insert into image_component (image_id, name, version)
  values ('29bb00c67763ef5d2b58d943936069cc21fa8d3d226e341baa39280d92e96744', 'blast', '2');
