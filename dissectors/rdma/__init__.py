"""RDMA: devices and their resources, path resolution, port mapping."""
