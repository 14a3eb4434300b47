"""The wizard that links a company: New Integration, and Edit."""

from kfdesk.ui.link_wizard.wizard import LinkWizard

__all__ = ["LinkWizard"]
