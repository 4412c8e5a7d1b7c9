"""What moto 5.2 gets wrong about interface VPC endpoints, put right from outside.

moto gives their network interfaces addresses outside of the subnet and the look of an ordinary
interface, spells DNS names the wrong way round, and doesn't know the filter `vpc-endpoint-id`.
"""

import ipaddress
import secrets

from moto.ec2.models import EC2Backend
from moto.ec2.models.vpcs import VPCEndPoint

# AWS keeps the first four addresses of a subnet, and the last one, for itself.
RESERVED_AT_START = 4


def apply():
    """Replaces the methods concerned, for the whole process."""
    create = EC2Backend.create_vpc_endpoint
    filter_value = VPCEndPoint.get_filter_value

    def create_vpc_endpoint(backend, *arguments, **named):
        endpoint = create(backend, *arguments, **named)
        if (endpoint.vpc_endpoint_type or "").lower() == "interface":
            interfaces = [backend.enis[each] for each in endpoint.network_interface_ids]
            for interface in interfaces:
                settle(interface, endpoint, backend)
            zones = [interface.subnet.availability_zone for interface in interfaces]
            endpoint.dns_entries = dns_entries(endpoint, zones, backend.region_name)
        return endpoint

    def get_filter_value(endpoint, name, method=None):
        return endpoint.id if name == "vpc-endpoint-id" else filter_value(endpoint, name, method)

    EC2Backend.create_vpc_endpoint = create_vpc_endpoint
    VPCEndPoint.get_filter_value = get_filter_value


def settle(interface, endpoint, backend):
    """Gives an endpoint's network interface the address and the marks that AWS gives it."""
    address = free_address(interface, backend)
    interface.private_ip_address = address
    interface.private_ip_addresses = [{"Primary": True, "PrivateIpAddress": address}]
    interface.status = "in-use"
    interface.interface_type = "vpc_endpoint"
    interface.requester_managed = True
    interface.description = f"VPC Endpoint Interface {endpoint.id}"
    groups = [backend.get_security_group_from_id(each) for each in endpoint.security_group_ids]
    if groups:
        interface._group_set = groups


def free_address(interface, backend):
    """The lowest address of the interface's subnet that no other interface has."""
    taken = {each.private_ip_address for each in backend.enis.values() if each is not interface}
    network = ipaddress.ip_network(interface.subnet.cidr_block)
    for number in range(RESERVED_AT_START, network.num_addresses - 1):
        address = str(network[number])
        if address not in taken:
            return address
    raise ValueError(f"no free address in {network}")


def dns_entries(endpoint, zones, region):
    """The regional name first, then one for each zone, as DescribeVpcEndpoints lists them."""
    # com.amazonaws.vpce.REGION.vpce-svc-ID, and com.amazonaws.REGION.execute-api for AWS's own.
    service = endpoint.service_name.rpartition(".")[2]
    label = f"{endpoint.id}-{secrets.token_hex(4)}"
    hosted_zone = "Z" + secrets.token_hex(6).upper()
    return [
        {"dns_name": f"{each}.{service}.{region}.vpce.amazonaws.com", "hosted_zone_id": hosted_zone}
        for each in [label] + [f"{label}-{zone}" for zone in zones]
    ]
