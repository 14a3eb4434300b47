"""How the simulated company is linked and its one channel set."""

from kfdesk.domain.channels import ChannelSettings, Chosen

SERVICE = "simulated"
INTEGRATION = "simulated"
CHANNEL = "eBay"
SETTINGS = ChannelSettings(
    export_orders=True,
    customer_source=Chosen(1, "eBay"),
    payment_method=Chosen(11, "PayPal"),
    bank_account=Chosen(21, "Current Account"),
    sales_type=Chosen(31, "Sales"),
    delivery_type=Chosen(32, "Delivery"),
)
