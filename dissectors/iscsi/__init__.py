"""iSCSI: sessions, connections and the PDUs that iscsid exchanges."""
