{{ identity_device_groups("int_identity") }}
